package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.SequenceOptions;

/** Renders option values: identities and generation expressions. */
final class OptionRenderer {

    private final Imports imports;

    OptionRenderer(Imports imports) {
        this.imports = imports;
    }

    String identity(Identity identity) {
        String kind = imports.named("schema.Identity") + (identity.always() ? ".alwaysGenerated()" : ".byDefault()");
        return identity.options().equals(SequenceOptions.DEFAULT)
                ? kind
                : kind + ".withOptions(" + sequence(identity.options()) + ")";
    }

    String generated(GenerationExpression generated) {
        String method = imports.member("schema.GenerationExpression", generated.stored() ? "stored" : "virtual");
        return method + "(" + quoted(generated.expression()) + ")";
    }

    private String sequence(SequenceOptions options) {
        StringBuilder text = new StringBuilder(imports.named("schema.SequenceOptions")).append(".DEFAULT");
        SequenceOptions plain = SequenceOptions.DEFAULT;
        with(text, "Start", options.start(), plain.start());
        with(text, "Increment", options.increment(), plain.increment());
        if (options.minValue() != null) {
            text.append(".withMinValue(").append(options.minValue()).append("L)");
        }
        if (options.maxValue() != null) {
            text.append(".withMaxValue(").append(options.maxValue()).append("L)");
        }
        with(text, "Cache", options.cache(), plain.cache());
        return options.cycle() ? text.append(".withCycle(true)").toString() : text.toString();
    }

    private static void with(StringBuilder text, String method, long value, long plain) {
        if (value != plain) {
            text.append(".with")
                    .append(method)
                    .append('(')
                    .append(ColumnRenderer.number(value))
                    .append(')');
        }
    }
}
