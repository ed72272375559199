package dev.invitations.system.configuration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ModifiersTree;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What annotations say, by their simple names. */
record Annotations(ModifiersTree modifiers) {

    boolean has(String name) {
        return find(name).isPresent();
    }

    /** What stands alone in parentheses. */
    Optional<String> value(String name) {
        return argument(name, "value");
    }

    Optional<String> argument(String name, String argument) {
        return find(name).map(Annotations::arguments).map(arguments -> arguments.get(argument));
    }

    /** The arguments of an annotation that is there, by name. */
    Optional<Map<String, String>> arguments(String name) {
        return find(name).map(Annotations::arguments);
    }

    private Optional<? extends AnnotationTree> find(String name) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
                .findFirst();
    }

    private static Map<String, String> arguments(AnnotationTree annotation) {
        return annotation.getArguments().stream()
                .collect(Collectors.toMap(
                        argument -> argument instanceof AssignmentTree assignment
                                ? assignment.getVariable().toString()
                                : "value",
                        argument -> written(
                                argument instanceof AssignmentTree assignment
                                        ? assignment.getExpression()
                                        : argument)));
    }

    private static String written(ExpressionTree expression) {
        return expression instanceof LiteralTree literal ? literal.getValue().toString() : expression.toString();
    }
}
