package dev.invitations.station.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.invitations.station.rules.Fidelity.Column;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tries every rule on one of those who speak as AWS does; it does what {@code docs/fidelity.md} says it does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RulesContract {
    private static final boolean WRITES = "write".equals(System.getProperty("invitations.fidelity"));
    private static final List<Rule> RULES = Stream.of(
                    Confirmation.RULES,
                    Signature.RULES,
                    Retries.RULES,
                    DeadLetterQueue.RULES,
                    QueuePolicy.RULES,
                    Filters.RULES,
                    RawDelivery.RULES,
                    Publishing.RULES,
                    Idempotency.RULES,
                    Queues.RULES,
                    Shapes.RULES,
                    Fifo.RULES)
            .flatMap(List::stream)
            .toList();

    private final Column column;
    private Fidelity page;
    Cloud cloud;

    RulesContract(Column column) {
        this.column = column;
    }

    static Stream<Rule> rules() {
        return RULES.stream();
    }

    @BeforeAll
    void read() throws IOException {
        page = Fidelity.read();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void it_does_what_the_page_says(Rule rule) throws Exception {
        String cell = Fidelity.cellOf(rule, seen(rule));
        if (WRITES) {
            page.put(rule, column, cell);
        }
        if (column == Column.STATION) {
            assertThat(cell).as("AWS: " + rule.aws()).isEqualTo(Fidelity.AS_AWS);
        }
        assertThat(page.cell(rule, column))
                .as("docs/fidelity.md, which ./station fidelity writes")
                .isEqualTo(cell);
    }

    private String seen(Rule rule) throws Exception {
        if (column == Column.LOCALSTACK && rule.needs().isPresent()) {
            return "not tried: needs " + rule.needs().get();
        }
        try (Trial trial = new Trial(cloud, rule.aws())) {
            return Seen.calm(Seen.of(() -> rule.observation().of(trial)));
        }
    }

    @Test
    void the_page_has_every_rule_and_no_other() {
        assumeFalse(WRITES, "the page is being written");
        assertThat(page.text())
                .as("docs/fidelity.md, which ./station fidelity writes")
                .isEqualTo(page.written(RULES));
    }

    @AfterAll
    void write() throws IOException {
        if (WRITES && cloud != null) {
            page.write(RULES);
        }
    }
}
