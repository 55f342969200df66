package io.recontact.junit;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;

/**
 * Runs in the process of the service, in front of its own main class. It ends the service when the process that started
 * it ends, even if that was killed: the system then closes the pipe to standard input.
 */
final class ServiceMain {

    private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    private ServiceMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        var watch = new Thread(ServiceMain::exitWithStarter, "starter-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(LAUNCHER).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
    }

    private static void exitWithStarter() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe is one that nobody writes to.
        }
        System.exit(0);
    }
}
