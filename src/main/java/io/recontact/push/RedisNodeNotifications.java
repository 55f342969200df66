package io.recontact.push;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.SubscriptionListener;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/** Notifications by Redis publish and subscribe, for more messages than PostgreSQL should carry. */
final class RedisNodeNotifications implements NodeNotifications {

    private static final Logger log = LoggerFactory.getLogger(RedisNodeNotifications.class);

    private static final String CHANNEL = "recontact";
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final RedisConnectionFactory connections;
    private @Nullable Thread starter;
    private @Nullable RedisMessageListenerContainer container;

    RedisNodeNotifications(StringRedisTemplate redis, RedisConnectionFactory connections) {
        this.redis = redis;
        this.connections = connections;
    }

    @Override
    public void send(List<String> texts) {
        for (var text : texts) {
            redis.convertAndSend(CHANNEL, text);
        }
    }

    @Override
    public void listen(Consumer<String> texts, Runnable onReconnect) {
        var listening = new RedisMessageListenerContainer();
        listening.setConnectionFactory(connections);
        listening.setRecoveryInterval(RECONNECT_AFTER.toMillis());
        listening.addMessageListener(new Listener(redis, texts, onReconnect), new ChannelTopic(CHANNEL));
        listening.afterPropertiesSet();
        container = listening;
        // Once started, the container reconnects by itself. A Redis that is down must not prevent the startup of the
        // service.
        starter = Thread.ofVirtual().name("notifications").start(() -> start(listening));
    }

    private static void start(RedisMessageListenerContainer container) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                container.start();
                return;
            } catch (DataAccessException e) {
                log.warn("Notifications of other nodes are not received at the moment: {}", e.getMessage());
                container.stop();
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RECONNECT_AFTER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // ends the loop
        }
    }

    private record Listener(StringRedisTemplate redis, Consumer<String> texts, Runnable onReconnect)
            implements MessageListener, SubscriptionListener {

        @Override
        public void onMessage(Message message, byte @Nullable [] pattern) {
            var text = redis.getStringSerializer().deserialize(message.getBody());
            if (text != null) {
                texts.accept(text);
            }
        }

        /** Runs also after a lost connection, when texts may have been missed. */
        @Override
        public void onChannelSubscribed(byte[] channel, long count) {
            onReconnect.run();
        }
    }

    @Override
    public void close() {
        if (starter != null) {
            starter.interrupt();
        }
        if (container != null) {
            try {
                container.destroy();
            } catch (Exception e) {
                log.debug("The listening container could not be stopped", e);
            }
        }
    }
}
