package io.recontact.console.web;

import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleUser;
import io.recontact.console.web.configuration.ConfigurationCards;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of every page around its content.
 *
 * @param user null for pages without a sign-in
 * @param csrfToken empty for pages without forms
 * @param path the path of the page
 */
public record Layout(Assets assets, @Nullable ConsoleUser user, String csrfToken, String path) {

    /** The areas of the console in the order of the navigation. */
    private static final List<Area> AREAS = List.of(
            new Area("Desktop", "/console/desktop", "Take chats and tasks as an agent", Permission.BASIC_AGENT_ACCESS),
            new Area(
                    "Contacts",
                    "/console/contacts",
                    "Find any contact and read its transcript",
                    Permission.CONTACT_SEARCH),
            new Area("Board", "/console/board", "Queues and agents of this moment", Permission.REAL_TIME_METRICS),
            new Area("Metrics", "/console/metrics", "Charts of the day", Permission.HISTORICAL_METRICS),
            new Area(
                    "Quick replies",
                    "/console/quick-replies",
                    "Texts that agents send often",
                    Permission.CONTENT_MANAGEMENT_VIEW),
            new Area("Users", "/console/users", "The people who sign in: agents and managers", Permission.USERS_VIEW),
            new Area(
                    "Configuration",
                    "/console/configuration",
                    "Queues, hours, profiles and flows",
                    ConfigurationCards.permissions()));

    /** An area of pages, for those with one of some permissions. */
    public record Area(String title, String path, String description, Set<Permission> permissions) {

        Area(String title, String path, String description, Permission permission) {
            this(title, path, description, Set.of(permission));
        }
    }

    /** Returns the areas that the user may see. */
    public List<Area> areas() {
        return user == null || user.mustChangePassword()
                ? List.of()
                : AREAS.stream()
                        .filter(area -> area.permissions().stream().anyMatch(user::may))
                        .toList();
    }

    /** Returns true if the page belongs to an area. */
    public boolean isIn(Area area) {
        return path.equals(area.path()) || path.startsWith(area.path() + "/");
    }

    /** Returns the headers that parts of the page send with their requests, as JSON. */
    public String headers() {
        return "{\"X-CSRF-TOKEN\":\"%s\"}".formatted(csrfToken);
    }
}
