package io.recontact.console.web.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resources that belong to the one on a page.
 *
 * @param creation leads to a form for one more; null if there is none
 */
record Related(String title, List<Link> links, @Nullable Link creation) {}
