package dev.invitations.topology.command;

import dev.invitations.contract.topology.Topology;
import dev.invitations.contract.topology.TopologyInvalid;
import dev.invitations.topology.TopologyFailure;
import dev.invitations.topology.aws.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A command about the declared topology: says in a sentence what stands in its way, and ends with 1 then, also where it is
 * an option; 2 is for what was found.
 */
@Command(mixinStandardHelpOptions = true, exitCodeOnInvalidInput = TopologyCommand.FAILED)
public abstract class TopologyCommand implements Callable<Integer> {
    /** The system property by which a launcher tells where the repository is. */
    private static final String ROOT = "station.root";

    /** The exit code where something stands in the way. */
    protected static final int FAILED = 1;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description =
                    "The topology. Default: deploy/topology.yaml of this repository; in a container, as it was when"
                            + " that was built.")
    private Optional<Path> file = Optional.empty();

    @Spec
    private CommandSpec spec;

    /**
     * Does what the command is there for.
     *
     * @return the exit code
     */
    protected abstract int run() throws IOException;

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (NoSuchFileException e) {
            return failed("there is no file " + e.getMessage());
        } catch (AccessDeniedException e) {
            return failed(e.getFile() + ": permission denied");
        } catch (UncheckedIOException e) {
            return failed(e.getMessage());
        } catch (SdkException e) {
            return failed(Reason.of(e));
        } catch (TopologyInvalid | TopologyFailure | IOException e) {
            return failed(e.getMessage());
        }
    }

    private int failed(String why) {
        out().flush();
        spec.commandLine().getErr().println(why);
        return FAILED;
    }

    /**
     * The topology that the command is about.
     *
     * @throws TopologyInvalid where the file has mistakes
     */
    protected final Topology topology() throws IOException {
        Optional<Path> chosen = file.or(TopologyCommand::ofThisRepository);
        return chosen.isPresent() ? Topology.read(chosen.get()) : Topology.declared();
    }

    /** What is written there, and not what was when the command was built: people edit it, then ask for a plan. */
    private static Optional<Path> ofThisRepository() {
        return Optional.ofNullable(System.getProperty(ROOT))
                .map(root -> Path.of(root, "deploy", "topology.yaml"))
                .filter(Files::isRegularFile);
    }

    /** The option by which a command that is proposed reads the same file; begins with a space where there is one. */
    protected final String sameFile() {
        return file.map(path -> " --file " + Quoted.word(path)).orElse("");
    }

    /** The file that the topology is read from, for people who have to change it. */
    protected final String topologyFile() {
        return file.map(Path::toString).orElse("deploy/topology.yaml");
    }

    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** The command as the person typed it, for errors about its options. */
    protected final CommandSpec spec() {
        return spec;
    }
}
