package dev.invitations.station;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a class of the tests, to be run as a process of its own. */
public final class JavaProcess {
    private JavaProcess() {}

    public static List<String> of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
