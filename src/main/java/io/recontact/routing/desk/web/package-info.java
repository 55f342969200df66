@NullMarked
package io.recontact.routing.desk.web;

import org.jspecify.annotations.NullMarked;
