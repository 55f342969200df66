package io.recontact.console.web.configuration;

/** A link to another page, and what stands beside it. */
record Link(String label, String path, String detail) {}
