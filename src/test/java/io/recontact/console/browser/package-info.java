/** Tests of the console in a real browser. {@link io.recontact.console.browser.Pages} lists the pages. */
@NullMarked
package io.recontact.console.browser;

import org.jspecify.annotations.NullMarked;
