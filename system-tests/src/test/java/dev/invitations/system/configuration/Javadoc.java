package dev.invitations.system.configuration;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import java.util.List;
import java.util.stream.Collectors;

/** Javadoc as Markdown for the cell of a table. */
final class Javadoc {
    private Javadoc() {}

    static String markdown(List<? extends DocTree> body) {
        return body.stream()
                .map(Javadoc::markdown)
                .collect(Collectors.joining())
                .strip()
                .replaceAll("\\s+", " ")
                .replace("|", "\\|");
    }

    private static String markdown(DocTree part) {
        return switch (part) {
            case TextTree text -> text.getBody();
            case LiteralTree code -> '`' + code.getBody().getBody() + '`';
            case LinkTree link -> '`' + link.getReference().getSignature().replaceAll("#|\\(\\)", "") + '`';
            case StartElementTree _, EndElementTree _ -> " ";
            default -> throw new IllegalStateException("no Markdown is known for " + part.getKind() + " " + part);
        };
    }
}
