package dev.invitations.station;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The process {@code local-station}, as {@code up} starts it. */
@Command(name = "serve", hidden = true, description = "Runs the local station itself, without the services.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    Ports ports;

    @Option(names = "--state", required = true)
    Path state;

    @Option(
            names = "--rehearse",
            description = "start on free ports and end at once: a JVM with -XX:AOTCacheOutput learns what it takes")
    boolean rehearse;

    @Override
    public Integer call() throws Exception {
        if (rehearse) {
            LocalStation.start(Ports.free(), state).close();
            return 0;
        }
        LocalStation station = LocalStation.start(ports, state);
        Runtime.getRuntime().addShutdownHook(new Thread(station::close, "station-end"));
        new CountDownLatch(1).await();
        return 0;
    }
}
