package dev.invitations.system.configuration;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.invitations.system.configuration.Sources.Type;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@code @ConfigMapping} of a module, and what it reads. */
record Mapping(String module, Sources sources, Type type, String prefix) {

    static Stream<Mapping> allOf(String module, Sources sources) {
        return sources.types().stream()
                .flatMap(type -> new Annotations(type.tree().getModifiers())
                                .argument("ConfigMapping", "prefix")
                                .map(prefix -> new Mapping(module, sources, type, prefix))
                                .stream());
    }

    String section() {
        return "## `" + prefix + "` of " + module + "\n\n" + sources.meaning(type) + "\n\n" + Setting.HEAD
                + settings(prefix, type).map(Setting::row).collect(Collectors.joining());
    }

    private Stream<Setting> settings(String prefix, Type type) {
        return type.abstractMethods().flatMap(method -> settings(prefix, type, method));
    }

    private Stream<Setting> settings(String prefix, Type type, MethodTree method) {
        Annotations annotations = new Annotations(method.getModifiers());
        String property = annotations.has("WithParentName") ? prefix : prefix + "." + name(method, annotations);
        Tree returned = method.getReturnType();
        return group(returned)
                .map(group -> settings(property, group))
                .orElseGet(() -> Stream.of(
                        outermost(returned).equals("Map")
                                ? ofEach(property, sources.meaning(type, method), argument(returned, 1))
                                : leaf(property, sources.meaning(type, method), returned, annotations)));
    }

    private Setting leaf(String property, String meaning, Tree returned, Annotations annotations) {
        String value = annotations
                .value("WithDefault")
                .map(text -> '`' + text + '`')
                .orElse(outermost(returned).equals("Optional") ? "none" : "**must be given**");
        return new Setting(property, described(returned) + Limits.of(annotations), value, meaning);
    }

    /** What can be set by a name that people choose. */
    private Setting ofEach(String property, String meaning, Tree of) {
        String names = group(of)
                .orElseThrow()
                .abstractMethods()
                .map(method -> '`' + name(method, new Annotations(method.getModifiers())) + '`')
                .collect(Collectors.joining(", "));
        return new Setting(property + ".\"NAME\".…", "any of " + names, "see there", meaning);
    }

    private Optional<Type> group(Tree type) {
        return sources.type(type.toString()).filter(it -> it.tree().getKind() == Tree.Kind.INTERFACE);
    }

    /** As SmallRye Config names it. */
    private static String name(MethodTree method, Annotations annotations) {
        return annotations.value("WithName").orElseGet(() -> method.getName()
                .toString()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT));
    }

    private String described(Tree type) {
        return switch (outermost(type)) {
            case "Optional" -> described(argument(type, 0));
            case "List" -> "list, each " + described(argument(type, 0));
            case "int", "long" -> "whole number";
            case "boolean" -> "true or false";
            case "Duration" -> "duration";
            case "MemorySize" -> "size";
            case "String" -> "text";
            case "URI" -> "URL";
            case "TopicArn" -> "ARN";
            default ->
                sources.type(type.toString())
                        .filter(it -> it.tree().getKind() == Tree.Kind.ENUM)
                        .map(Mapping::constants)
                        .orElseThrow(
                                () -> new IllegalStateException("no word for people is known for the type " + type));
        };
    }

    private static String constants(Type type) {
        return type.tree().getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(member -> ((VariableTree) member).getName().toString())
                .map(constant -> '`' + constant.toLowerCase(Locale.ROOT).replace('_', '-') + '`')
                .collect(Collectors.joining(" or "));
    }

    private static String outermost(Tree type) {
        return type instanceof ParameterizedTypeTree generic ? generic.getType().toString() : type.toString();
    }

    private static Tree argument(Tree type, int index) {
        Tree argument = ((ParameterizedTypeTree) type).getTypeArguments().get(index);
        return argument instanceof AnnotatedTypeTree annotated ? annotated.getUnderlyingType() : argument;
    }
}
