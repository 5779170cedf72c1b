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
 * @param undo whether the downgrade is written as {@code op.undo(this::upgrade)}, which records the same operations
 * @param known distinguishes enum types and domains from other types; the schema before or after the revision
 */
public record RevisionSource(
        String packageName,
        RevisionHeader header,
        List<ReviewedOperation> upgrade,
        List<ReviewedOperation> downgrade,
        boolean undo,
        DatabaseSchema known) {

    private static final int LONGEST_MESSAGE = 60;

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
        this(packageName, header, upgrade, downgrade, false, known);
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
        return "R" + id + (name.isEmpty() ? "" : "_" + name);
    }

    /** The file name: the class name with {@code .java}. */
    public String fileName() {
        return className() + ".java";
    }

    /** The formatted source file, with a line break at the end. */
    public String text() {
        Imports imports = new Imports();
        imports.named("Migration");
        imports.named("op.Operations");
        imports.named("Revision");
        BodyRenderer renderer = new BodyRenderer(imports, known);
        StringBuilder methods = new StringBuilder();
        method(methods, "upgrade", upgrade, renderer);
        methods.append('\n');
        method(methods, "downgrade", undo ? List.of() : downgrade, renderer);
        return (packageName.isEmpty() ? "" : "package " + packageName + ";\n\n")
                + imports.statements()
                + "\n"
                + annotation()
                + "class " + className() + " implements Migration {\n\n"
                + methods
                + "}\n";
    }

    /** Renders and writes statements one at a time. */
    private void method(StringBuilder source, String name, List<ReviewedOperation> steps, BodyRenderer renderer) {
        source.append(CodeBlock.INDENT).append("@Override\n").append(CodeBlock.INDENT);
        source.append("public void ").append(name).append("(Operations op) {");
        if (undo && name.equals("downgrade")) {
            source.append('\n').append(CodeBlock.INDENT.repeat(2)).append("op.undo(this::upgrade);\n");
            source.append(CodeBlock.INDENT);
        } else if (!steps.isEmpty()) {
            source.append('\n');
            renderer.statements(steps, "op").forEach(code -> code.write(source, 2));
            source.append(CodeBlock.INDENT);
        }
        source.append("}\n");
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
        String oneLine = "@Revision(" + String.join(", ", elements) + ")\n";
        String separator = "\n" + CodeBlock.INDENT + CodeBlock.INDENT;
        return oneLine.length() <= CodeBlock.WIDTH + 1
                ? oneLine
                : "@Revision(" + separator + String.join("," + separator, elements) + ")\n";
    }

    private static void list(List<String> elements, String name, List<String> values) {
        if (values.size() == 1) {
            elements.add(name + " = " + quoted(values));
        } else if (!values.isEmpty()) {
            elements.add(name + " = {" + quoted(values) + "}");
        }
    }
}
