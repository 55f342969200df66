/** Tests with several servers, which need packages of Debian; {@code ./mvnw test -Pcluster} runs them. */
@NullMarked
package io.recontact.cluster;

import org.jspecify.annotations.NullMarked;
