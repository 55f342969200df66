package io.recontact.configuration;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** Time zones by their IANA names: those that Java knows, and links that Java omits. */
public final class TimeZones {

    /** From the file {@code backward} of the IANA database. {@code Factory} is the zone of no place. */
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

    /** Finds the time zone of a name of the IANA database. Offsets are not names. */
    public static Optional<ZoneId> find(String name) {
        if (!LINKS.containsKey(name) && !ZoneId.getAvailableZoneIds().contains(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(name, LINKS));
        } catch (DateTimeException _) {
            return Optional.empty(); // a name that a newer Java no longer has
        }
    }
}
