package dev.invitations.topology.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.topology.Topologies;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class MapTest {
    private final List<TopicMap> rich = TopicMap.of(Topologies.rich());

    @Test
    void for_a_terminal_every_subscription_is_a_line() {
        assertThat(TextMap.draw(rich)).isEqualTo("""
                shop ────────────────────────────────────┐
                billing ─────────────────────────────────┤
                210987654321 ────────────────────────────┤
                arn:aws:iam::321098765432:role/partner ──┴─▶ staging-orders  (encrypted with alias/orders)
                  ┌──────────────────────────────────────────┘
                  ├─ event_type: order_placed or order_paid, currenc… ─▶ staging-billing ─────────────────────────▶ staging-billing-dlq
                  │                                                      visibility 1m, 3 receives, retention 7d    retention 7d
                  └─ every message ────────────────────────────────────▶ https://hooks.example.com/orders ────────▶ staging-customers-dlq
                                                                         12 retries, 5s to 1m apart, 10 a second    retention 7d

                billing ────▶ staging-ledger.fifo
                  ┌───────────┘
                  └─ amount: numeric >= 100.5, test: exists false, p… ─▶ staging-audit.fifo ──────────────────────▶ staging-audit-dlq.fifo
                                                                         visibility 1m, 3 receives, retention 7d    retention 7d
                """);
    }

    @Test
    void a_topic_that_nobody_is_declared_to_publish_to_stands_alone() {
        assertThat(TextMap.draw(TopicMap.of(Topologies.topology(Topologies.queue("", "worker", false, "{}")))))
                .isEqualTo("""
                events
                  │
                  └─ every message ─▶ worker ──────────────────────────────────▶ worker-dlq
                                      visibility 1m, 3 receives, retention 7d    retention 7d
                """);
    }

    @Test
    void for_documents_it_is_a_flowchart() {
        assertThat(MermaidMap.draw(rich)).isEqualTo("""
                flowchart LR
                  topic1(["staging-orders<br>encrypted with alias/orders"])
                  publisher1["shop"] --> topic1
                  publisher2["billing"] --> topic1
                  publisher3["210987654321"] --> topic1
                  publisher4["arn:aws:iam::321098765432:role/partner"] --> topic1
                  topic1 -- "event_type: order_placed or order_paid, currency: ${any}" --> queue1[("staging-billing<br>visibility 1m, 3 receives, retention 7d")]
                  queue1 -.-> dlq1[("staging-billing-dlq<br>retention 7d")]
                  topic1 -- "every message" --> endpoint2["https://hooks.example.com/orders<br>12 retries, 5s to 1m apart, 10 a second"]
                  endpoint2 -.-> dlq2[("staging-customers-dlq<br>retention 7d")]
                  topic2(["staging-ledger.fifo"])
                  publisher2 --> topic2
                  topic2 -- "amount: numeric #gt;= 100.5, test: exists false, paid: true" --> queue3[("staging-audit.fifo<br>visibility 1m, 3 receives, retention 7d")]
                  queue3 -.-> dlq3[("staging-audit-dlq.fifo<br>retention 7d")]
                """);
    }

    @Test
    void what_mermaid_would_take_for_its_own_is_escaped() {
        String filter = "{\"a\":[{\"numeric\":[\"<\",1]}],\"b\":[\"#two words\"]}";

        assertThat(MermaidMap.draw(TopicMap.of(Topologies.topology(Topologies.queue("", "worker", false, filter)))))
                .contains("\"a: numeric #lt; 1, b: #quot;#35;two words#quot;\"");
    }

    @Test
    void the_image_shows_every_name() throws Exception {
        assertThat(texts(image(SvgMap.draw(rich)), "text"))
                .contains(
                        "shop",
                        "staging-orders",
                        "encrypted with alias/orders",
                        "staging-billing",
                        "every message",
                        "https://hooks.example.com/orders",
                        "12 retries, 5s to 1m apart, 10 a second",
                        "staging-customers-dlq",
                        "staging-ledger.fifo",
                        "staging-audit.fifo",
                        "retention 7d");
    }

    @Test
    void the_image_says_to_people_who_can_not_see_it_what_it_shows() throws Exception {
        Document image = image(SvgMap.draw(rich));

        assertThat(image.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(texts(image, "title")).containsExactly("The declared topology");
        assertThat(texts(image, "desc").getFirst())
                .startsWith("Topic staging-orders: shop, billing, 210987654321, arn:aws:iam::321098765432:role/partner"
                        + " publish. staging-billing gets event_type: order_placed or order_paid,")
                .endsWith("what fails goes to staging-audit-dlq.fifo.");
    }

    @Test
    void the_image_fetches_nothing_from_elsewhere() {
        assertThat(SvgMap.draw(TopicMap.of(Topologies.namedAlike()))
                        .replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("http", "@import", "<image", "href");
    }

    @Test
    void what_xml_would_take_for_its_own_is_escaped() throws Exception {
        String svg = SvgMap.draw(
                TopicMap.of(Topologies.topology(Topologies.webhook("", "hook", "https://example.com/?a=1&b=2"))));

        assertThat(texts(image(svg), "text")).contains("https://example.com/?a=1&b=2");
    }

    private static Document image(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document image, String element) {
        NodeList found = image.getElementsByTagName(element);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }
}
