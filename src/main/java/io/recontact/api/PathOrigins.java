package io.recontact.api;

import java.util.function.Predicate;

/**
 * The origins of the pages that may call one path, in place of {@link AllowedOrigins}. A module declares it as a bean.
 *
 * @param allows returns true for an origin whose pages may call the path
 */
public record PathOrigins(String path, Predicate<String> allows) {}
