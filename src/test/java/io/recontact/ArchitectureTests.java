package io.recontact;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.recontact.testing.WithoutGenerated;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Timer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@AnalyzeClasses(
        packages = "io.recontact",
        importOptions = {ImportOption.DoNotIncludeTests.class, WithoutGenerated.class})
class ArchitectureTests {

    @ArchTest
    static final ArchRule timeComesFromTheClockBean = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.recontact.Application")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("time is injected as java.time.Clock, so that tests can set it");

    @ArchTest
    static final ArchRule jobsAreScheduledInOneWay = methods()
            .that()
            .areAnnotatedWith(Scheduled.class)
            .should()
            .beAnnotatedWith(describe(
                    "@Scheduled with a delay and nothing else",
                    job -> job.getRawType().isEquivalentTo(Scheduled.class)
                            && job.hasExplicitlyDeclaredProperty("fixedDelayString")
                            && Stream.of("cron", "fixedRate", "fixedRateString", "scheduler")
                                    .noneMatch(job::hasExplicitlyDeclaredProperty)))
            .because("each job has a thread of its own and does not overlap itself");

    @ArchTest
    static final ArchRule nothingElseIsAScheduler = noClasses()
            .that()
            .areNotAssignableTo(SchedulingConfiguration.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(TaskScheduler.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(SchedulingConfigurer.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ScheduledExecutorService.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Timer.class)
            .because("jobs are methods with @Scheduled");

    @ArchTest
    static final ArchRule theDomainDoesNotKnowTheWeb = noClasses()
            .that()
            .resideOutsideOfPackages("..web..", "io.recontact.api..", "io.recontact.security..", "io.recontact.push..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..");
}
