package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The Java source of a revision.
 *
 * @param packageName the package of the class; empty for none
 * @param header id, parents, labels and message
 * @param upgrade the operations of the upgrade, in order
 * @param downgrade the operations of the downgrade, in order
 * @param form how the downgrade is written
 * @param known distinguishes enum types and domains from other types; the schema before or after the revision
 */
public record RevisionSource(
        String packageName,
        RevisionHeader header,
        List<ReviewedOperation> upgrade,
        List<ReviewedOperation> downgrade,
        Form form,
        DatabaseSchema known) {

    /** Why a revision of the form {@link Form#IRREVERSIBLE} has no downgrade. */
    public static final String NO_DOWNGRADE = "it replaces revisions, and no downgrade of them is proved";

    private static final int LONGEST_MESSAGE = 60;

    /** How the downgrade of a revision is written. */
    public enum Form {
        /** Operation by operation. */
        WRITTEN,
        /** As {@code op.undo(this::upgrade)}, which records the same operations. */
        UNDONE,
        /** Not at all: the revision describes a database that was there before. */
        ADOPTED,
        /** As {@code op.irreversible(…)}: what the revision replaces could not be downgraded either. */
        IRREVERSIBLE,
        /** Operation by operation, although another tool has applied the revision to a database that was there before. */
        TRANSLATED
    }

    /**
     * A class with some of the operations of a large revision.
     *
     * @param fileName such as {@code R7c1e5b0a_Tables1.java}
     * @param text the formatted source file
     */
    public record Part(String fileName, String text) {}

    public RevisionSource {
        upgrade = List.copyOf(upgrade);
        downgrade = List.copyOf(downgrade);
    }

    /** Creates a source whose downgrade is written out. */
    public RevisionSource(
            String packageName,
            RevisionHeader header,
            List<ReviewedOperation> upgrade,
            List<ReviewedOperation> downgrade,
            DatabaseSchema known) {
        this(packageName, header, upgrade, downgrade, Form.WRITTEN, known);
    }

    /**
     * The class name, such as {@code R7c1e5b0a_AddCountyToTaxDistrict}; of the message only letters and digits are
     * used.
     */
    public String className() {
        return className(header.id(), header.message());
    }

    static String className(String id, String message) {
        StringBuilder name = new StringBuilder();
        String plain = Normalizer.normalize(message, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        for (String word : plain.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty() && name.length() + word.length() <= LONGEST_MESSAGE) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return "R" + id.replaceAll("[^A-Za-z0-9_$]", "_") + (name.isEmpty() ? "" : "_" + name);
    }

    /** The file name: the class name with {@code .java}. */
    public String fileName() {
        return className() + ".java";
    }

    /** The formatted source file, with a line break at the end. If the revision is large, it calls the {@link #parts}. */
    public String text() {
        Imports imports = imports();
        imports.named("Migration");
        imports.named("Revision");
        if (header.isContract()) {
            imports.named("revision.Phase");
        }
        BodyRenderer renderer = new BodyRenderer(imports, known);
        StringBuilder methods = new StringBuilder();
        method(methods, "upgrade", upgrade, renderer);
        methods.append('\n');
        method(methods, "downgrade", downgrade, renderer);
        return file(imports, annotation() + "class " + className() + " implements Migration {\n\n" + methods + "}\n");
    }

    /** The further classes of the revision; none if the class of {@link #text} has all operations. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts(upgrade, "upgrade").forEach(part -> parts.add(part.source(this)));
        if (form == Form.WRITTEN || form == Form.TRANSLATED) {
            parts(downgrade, "downgrade").forEach(part -> parts.add(part.source(this)));
        }
        return parts;
    }

    private List<RevisionPart> parts(List<ReviewedOperation> steps, String method) {
        return RevisionPart.split(this, steps, method);
    }

    Imports imports() {
        Imports imports = new Imports();
        imports.named("op.Operations");
        return imports;
    }

    String file(Imports imports, String type) {
        return (packageName.isEmpty() ? "" : "package " + packageName + ";\n\n") + imports.statements() + "\n" + type;
    }

    /** Renders and writes statements one at a time. */
    private void method(StringBuilder source, String name, List<ReviewedOperation> steps, BodyRenderer renderer) {
        source.append(CodeBlock.INDENT).append("@Override\n").append(CodeBlock.INDENT);
        source.append("public void ").append(name).append("(Operations op) {");
        List<CodeBlock> body = body(name, steps, renderer);
        if (!body.isEmpty()) {
            source.append('\n');
            body.forEach(code -> code.write(source, 2));
            source.append(CodeBlock.INDENT);
        }
        source.append("}\n");
    }

    private List<CodeBlock> body(String name, List<ReviewedOperation> steps, BodyRenderer renderer) {
        if (name.equals("downgrade") && form == Form.UNDONE) {
            return List.of(CodeBlock.Line.of("op.undo(this::upgrade)"));
        }
        if (name.equals("downgrade") && form == Form.ADOPTED) {
            return List.of(CodeBlock.Line.of("op.irreversible(\"the database was there before\")"));
        }
        if (name.equals("downgrade") && form == Form.IRREVERSIBLE) {
            return List.of(CodeBlock.Line.of("op.irreversible(\"" + NO_DOWNGRADE + "\")"));
        }
        List<RevisionPart> parts = parts(steps, name);
        return parts.isEmpty()
                ? renderer.statements(steps, "op").toList()
                : parts.stream()
                        .map(part -> (CodeBlock) CodeBlock.Line.of(part.className() + "." + name + "(op)"))
                        .toList();
    }

    private String annotation() {
        List<String> elements = new ArrayList<>();
        elements.add("id = " + quoted(header.id()));
        list(elements, "downRevision", header.down());
        list(elements, "dependsOn", header.dependsOn());
        list(elements, "branchLabels", header.labels());
        if (!header.message().isEmpty()) {
            elements.add("message = " + quoted(header.message()));
        }
        if (!header.replaces().isEmpty()) {
            elements.add("replaces = {" + idsInLines(header.replaces()) + "}");
        }
        if (!header.module().isEmpty()) {
            elements.add("module = " + quoted(header.module()));
        }
        if (header.isContract()) {
            elements.add("phase = Phase.CONTRACT");
        }
        if (form == Form.ADOPTED || form == Form.TRANSLATED) {
            elements.add("adopted = true");
        }
        String oneLine = "@Revision(" + String.join(", ", elements) + ")\n";
        String separator = "\n" + CodeBlock.INDENT + CodeBlock.INDENT;
        return oneLine.length() <= CodeBlock.WIDTH + 1
                ? oneLine
                : "@Revision(" + separator + String.join("," + separator, elements) + ")\n";
    }

    private static String idsInLines(List<String> ids) {
        StringBuilder lines = new StringBuilder();
        int width = 0;
        for (String id : ids) {
            String item = quoted(id);
            boolean first = lines.isEmpty();
            boolean wrap = !first && width + item.length() > CodeBlock.WIDTH - 14;
            lines.append(first ? "" : wrap ? ",\n" + CodeBlock.INDENT.repeat(4) : ", ")
                    .append(item);
            width = wrap ? item.length() : width + item.length() + 2;
        }
        return lines.toString();
    }

    private static void list(List<String> elements, String name, List<String> values) {
        if (values.size() == 1) {
            elements.add(name + " = " + quoted(values));
        } else if (!values.isEmpty()) {
            elements.add(name + " = {" + quoted(values) + "}");
        }
    }
}
