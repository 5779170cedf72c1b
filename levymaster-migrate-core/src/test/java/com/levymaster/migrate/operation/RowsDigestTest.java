package com.levymaster.migrate.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class RowsDigestTest {

    private final Random random = new Random(21);

    @Test
    void it_is_that_of_the_text_with_the_line_ends_of_unix_however_the_bytes_arrive() {
        for (int i = 0; i < 500; i++) {
            String rows = rows();
            RowsDigest digest = new RowsDigest();
            byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
            for (int at = 0, count; at < bytes.length; at += count) {
                count = Math.min(1 + random.nextInt(4), bytes.length - at);
                digest.update(bytes, at, count);
            }
            assertThat(digest.textWithLineEnds()).as(rows).isEqualTo(recorded(rows));
            assertThat(digest.text()).as(rows).isEqualTo(recorded(rows.replace("\r\n", "\n")));
        }
    }

    private String rows() {
        StringBuilder rows = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            rows.append(new String[] {"a", "ä", "\r", "\n", "\r\n"}[random.nextInt(5)]);
        }
        return rows.toString();
    }

    /** As checksums have it. */
    private static String recorded(String rows) {
        CRC32 digest = new CRC32();
        digest.update(rows.getBytes(StandardCharsets.UTF_8));
        return rows.lines().count() + " lines, " + Long.toHexString(digest.getValue());
    }
}
