package io.recontact.push;

import io.lettuce.core.resource.Delay;
import io.recontact.chat.participant.Websocket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** The websocket endpoint, its buffers, and the carrier of notifications between nodes. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class WebSocketConfiguration implements WebSocketConfigurer {

    /** In characters; the size of a buffer of each websocket. Frames of clients are short. */
    private static final int MAX_INCOMING = 1_024;

    /**
     * In bytes; the size of three further buffers of each websocket in Tomcat. Longer frames are sent in fragments;
     * most frames are shorter.
     */
    private static final int BUFFER = 1_024;

    private static final String BUFFER_PROPERTY = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";

    /**
     * In bytes; the size of a buffer of each connection in Tomcat, and the most that one read of the socket returns.
     */
    private static final int READ_BUFFER = 2_048;

    /** In bytes; the size of a buffer of each connection in Tomcat. A longer answer takes several writes. */
    private static final int WRITE_BUFFER = 4_096;

    /** In bytes; no client sends binary frames. */
    private static final int NO_BINARY = 64;

    private static final String CARRIER = "recontact.delivery.wake-up";

    private final ParticipantWebSocketHandler sockets;
    private final HandshakeAuthenticator authenticator;

    WebSocketConfiguration(ParticipantWebSocketHandler sockets, HandshakeAuthenticator authenticator) {
        this.sockets = sockets;
        this.authenticator = authenticator;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(sockets, Websocket.PATH)
                .setHandshakeHandler(new DefaultHandshakeHandler(new WithoutExtensions()))
                .addInterceptors(authenticator)
                .setAllowedOriginPatterns("*"); // the authenticator checks the origin
    }

    /**
     * Disables compression, which would cost some 300 kB for each websocket, for messages of a few hundred bytes.
     * Tomcat accepts it regardless of Spring's selection, so the request to Tomcat must not offer it.
     */
    private static final class WithoutExtensions extends StandardWebSocketUpgradeStrategy {

        @Override
        public void upgrade(
                ServerHttpRequest request,
                ServerHttpResponse response,
                @Nullable String selectedProtocol,
                List<WebSocketExtension> selectedExtensions,
                @Nullable Principal user,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            super.upgrade(
                    new ServletServerHttpRequest(new WithoutExtensionHeader(getHttpServletRequest(request))),
                    response,
                    selectedProtocol,
                    List.of(),
                    user,
                    handler,
                    attributes);
        }
    }

    /** Hides all names of headers, too: Spring and Tomcat would each keep a copy of all headers with the websocket. */
    private static final class WithoutExtensionHeader extends HttpServletRequestWrapper {

        WithoutExtensionHeader(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS)
                    ? Collections.emptyEnumeration()
                    : super.getHeaders(name);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Container {

        @Bean
        ServletServerContainerFactoryBean websocketContainer() {
            var container = new ServletServerContainerFactoryBean();
            container.setMaxTextMessageBufferSize(MAX_INCOMING);
            container.setMaxBinaryMessageBufferSize(NO_BINARY);
            return container;
        }

        /**
         * Reduces buffers of 8 kB each, which would make up most of a websocket. For those of frames Tomcat reads only
         * a system property, at its start.
         */
        @Bean
        static WebServerFactoryCustomizer<TomcatServletWebServerFactory> websocketBuffers() {
            return factory -> {
                if (System.getProperty(BUFFER_PROPERTY) == null) {
                    System.setProperty(BUFFER_PROPERTY, Integer.toString(BUFFER));
                }
                factory.addConnectorCustomizers(connector -> {
                    connector.setProperty("socket.appReadBufSize", Integer.toString(READ_BUFFER));
                    connector.setProperty("socket.appWriteBufSize", Integer.toString(WRITE_BUFFER));
                });
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = CARRIER, havingValue = "postgres", matchIfMissing = true)
    static class ByPostgres {

        @Bean
        NodeNotifications wakeUp(JdbcClient jdbc, JdbcConnectionDetails database) {
            return new PostgresNodeNotifications(jdbc, database);
        }
    }

    /** The application excludes the Redis configuration of Spring Boot, so Redis is used only with this setting. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = CARRIER, havingValue = "redis")
    @Import(DataRedisAutoConfiguration.class)
    static class ByRedis {

        /** Shortens the time without notifications; the default delay may take half a minute. */
        @Bean
        ClientResourcesBuilderCustomizer reconnectSoon() {
            return resources -> resources.reconnectDelay(Delay.constant(Duration.ofSeconds(1)));
        }

        @Bean
        NodeNotifications wakeUp(StringRedisTemplate redis, RedisConnectionFactory connections) {
            return new RedisNodeNotifications(redis, connections);
        }
    }
}
