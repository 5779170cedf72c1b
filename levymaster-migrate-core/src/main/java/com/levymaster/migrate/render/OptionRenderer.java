package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.SequenceOptions;

/** Values that stand as they are in a sentence: how an identity counts, how a column is computed. */
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
        String word = imports.member("schema.Generated", generated.stored() ? "stored" : "virtual");
        return word + "(" + quoted(generated.expression()) + ")";
    }

    private String sequence(SequenceOptions options) {
        StringBuilder text = new StringBuilder(imports.named("schema.SequenceOptions")).append(".DEFAULT");
        SequenceOptions plain = SequenceOptions.DEFAULT;
        word(text, "Start", options.start(), plain.start());
        word(text, "Increment", options.increment(), plain.increment());
        if (options.minValue() != null) {
            text.append(".withMinValue(").append(options.minValue()).append("L)");
        }
        if (options.maxValue() != null) {
            text.append(".withMaxValue(").append(options.maxValue()).append("L)");
        }
        word(text, "Cache", options.cache(), plain.cache());
        return options.cycle() ? text.append(".withCycle(true)").toString() : text.toString();
    }

    private static void word(StringBuilder text, String word, long value, long plain) {
        if (value != plain) {
            text.append(".with")
                    .append(word)
                    .append('(')
                    .append(ColumnRenderer.number(value))
                    .append(')');
        }
    }
}
