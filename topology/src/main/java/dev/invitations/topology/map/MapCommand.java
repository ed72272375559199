package dev.invitations.topology.map;

import dev.invitations.topology.command.TopologyCommand;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code station map}. */
@Command(
        name = "map",
        description = "Draws the declared topology: who publishes, which way messages go, where they die.")
public final class MapCommand extends TopologyCommand {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text for the terminal, mermaid or svg for documents. Default: ${DEFAULT-VALUE}.")
    private Format format;

    enum Format {
        text,
        mermaid,
        svg
    }

    @Override
    protected int run() throws IOException {
        List<TopicMap> topics = TopicMap.of(topology());
        out().print(
                        switch (format) {
                            case text -> TextMap.draw(topics);
                            case mermaid -> MermaidMap.draw(topics);
                            case svg -> SvgMap.draw(topics);
                        });
        out().flush();
        return 0;
    }
}
