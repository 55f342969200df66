@NullMarked
package io.recontact.testcontainers;

import org.jspecify.annotations.NullMarked;
