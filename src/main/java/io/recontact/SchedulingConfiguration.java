package io.recontact;

import io.recontact.api.LogSampler;
import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Runs each scheduled job on a thread of its own, so that no job waits for another. A job never overlaps itself: its
 * delay starts when a run ends. On shutdown, jobs run until the web server has answered the last request; then the stop
 * waits for the running ones.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration implements SchedulingConfigurer, SmartLifecycle, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SchedulingConfiguration.class);
    private static final LogSampler sampler = new LogSampler(log);

    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

    @Override
    public void configureTasks(ScheduledTaskRegistrar jobs) {
        scheduler.setPoolSize(Math.max(1, jobs.getFixedDelayTaskList().size()));
        scheduler.setThreadFactory(Thread.ofVirtual().name("job-", 0).factory());
        scheduler.setErrorHandler(SchedulingConfiguration::failed);
        scheduler.initialize();
        jobs.setTaskScheduler(scheduler);
    }

    /** Logs an outage once a while for all jobs, since every job runs again after its delay. */
    private static void failed(Throwable failure) {
        if (!Outage.isBehind(failure)) {
            log.error("A scheduled job failed, and runs again after its delay", LoggableFailure.of(failure));
        } else if (sampler.lets("outage")) {
            log.warn(
                    "The database did not serve a scheduled job, which runs again after its delay: {}",
                    LoggableFailure.summary(failure));
        }
    }

    @Override
    public void start() {
        scheduler.start();
    }

    @Override
    public void stop() {
        scheduler.stop();
    }

    @Override
    public void stop(Runnable whenDone) {
        scheduler.stop(whenDone);
    }

    @Override
    public boolean isRunning() {
        return scheduler.isRunning();
    }

    /** Stops after the web server and before the beans that jobs hand their work to. */
    @Override
    public int getPhase() {
        return scheduler.getPhase();
    }

    @Override
    public void destroy() {
        scheduler.shutdown();
    }
}
