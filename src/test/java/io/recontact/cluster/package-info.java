/** Tests of several servers and nodes, with programs that the build does not bring: {@code ./mvnw test -Pcluster}. */
@NullMarked
package io.recontact.cluster;

import org.jspecify.annotations.NullMarked;
