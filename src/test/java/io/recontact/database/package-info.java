@NullMarked
package io.recontact.database;

import org.jspecify.annotations.NullMarked;
