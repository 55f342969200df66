package io.recontact.configuration;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** Time zones by the names of the IANA database: those that Java knows, and links that its list leaves out. */
final class TimeZones {

    /** As the file {@code backward} of the database has them; the zone of {@code Factory} is no place's. */
    private static final Map<String, String> LINKS = Map.of(
            "EST", "America/Panama",
            "MST", "America/Phoenix",
            "HST", "Pacific/Honolulu",
            "ROC", "Asia/Taipei",
            "GMT+0", "Etc/GMT",
            "GMT-0", "Etc/GMT",
            "Factory", "Etc/GMT",
            "US/Pacific-New", "America/Los_Angeles");

    private TimeZones() {}

    /** The zone of that name; empty if it is not the name of one, as an offset is not. */
    static Optional<ZoneId> find(String name) {
        if (!LINKS.containsKey(name) && !ZoneId.getAvailableZoneIds().contains(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(name, LINKS));
        } catch (DateTimeException _) {
            return Optional.empty(); // a name that a newer Java has taken out of its list
        }
    }
}
