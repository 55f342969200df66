/** The API of the test controls, and the filters that inject faults. */
@NullMarked
package io.recontact.testcontrol.web;

import org.jspecify.annotations.NullMarked;
