@NullMarked
package io.recontact.routing.web;

import org.jspecify.annotations.NullMarked;
