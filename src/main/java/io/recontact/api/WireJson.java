package io.recontact.api;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of the API where there is no application context yet. */
public final class WireJson {

    private WireJson() {}

    /** Returns a mapper that reads and writes as the service does. */
    public static JsonMapper mapper() {
        var settings = new ApiJsonConfiguration();
        JsonFactoryBuilder factory = JsonFactory.builder();
        settings.strictReading().customize(factory);
        var mapper = JsonMapper.builder(factory.build());
        settings.wireFormat().customize(mapper);
        return mapper.build();
    }
}
