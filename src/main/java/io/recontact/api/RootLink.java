package io.recontact.api;

/**
 * A page of the service for people, to which the page at the root leads. A module declares it as a bean.
 *
 * @param path the path, from the root
 * @param text the text of the link
 */
public record RootLink(String path, String text) {}
