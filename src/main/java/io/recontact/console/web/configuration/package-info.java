/** The pages that configure an instance: lists, forms and the deletion of its resources, and its flows. */
@NullMarked
package io.recontact.console.web.configuration;

import org.jspecify.annotations.NullMarked;
