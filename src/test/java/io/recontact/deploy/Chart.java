package io.recontact.deploy;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.List;

/** The Helm chart of the repository, rendered by Helm itself. */
final class Chart {

    static final Path FOLDER = Path.of("deploy/helm/recontact");

    /** Values that an installation must set. */
    static final Path MINIMAL = Path.of("src/test/resources/deploy/minimal.yaml");

    static final Path EVERYTHING = Path.of("src/test/resources/deploy/everything.yaml");
    static final Path GATEWAY = Path.of("src/test/resources/deploy/gateway.yaml");

    private Chart() {}

    /** Returns the value files that stand for the installations of the tests. */
    static List<Path> valueFiles() {
        return List.of(MINIMAL, EVERYTHING, GATEWAY);
    }

    /**
     * Renders the chart as release "recontact".
     *
     * @param values files of values, of which the last ones win
     * @throws IllegalStateException if Helm refuses the values
     */
    static String render(Path... values) {
        return render(FOLDER, List.of(values));
    }

    /** Renders the chart in a folder, see {@link #render(Path...)}. */
    static String render(Path folder, List<Path> values) {
        var template = new Helm(folder)
                .template()
                .withName("recontact")
                .withNamespace("recontact")
                .withKubeVersion("1.34.0");
        for (var file : values) {
            template.withValuesFile(file);
        }
        return template.call();
    }

    static Manifests manifests(Path... values) {
        return Manifests.read(render(values));
    }
}
