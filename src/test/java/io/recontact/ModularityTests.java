package io.recontact;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void modulesKeepTheirBoundaries() {
        var generated = describe(
                "generated when the jar was packaged",
                (JavaClass type) -> type.getName().contains("__"));
        ApplicationModules.of(Application.class, generated).verify();
    }
}
