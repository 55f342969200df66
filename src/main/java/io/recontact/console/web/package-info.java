/** The sign-in, the protection and the layout of the pages. Each area of pages is a package below. */
@NullMarked
package io.recontact.console.web;

import org.jspecify.annotations.NullMarked;
