package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.cli.command.DbRootCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** What {@code docs/commands.md} shows is what the commands answer. */
class CommandsDocTest {

    private static final Path PAGE = Path.of("..", "docs", "commands.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)<!-- golden: ([\\w-]+) -->\n```console\n(.*?)```\n");

    @Test
    void every_transcript_of_the_page_is_a_golden_file_and_none_is_left_out() throws IOException {
        Map<String, String> shown = new TreeMap<>();
        Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            shown.put(blocks.group(1), blocks.group(2));
        }

        assertThat(shown).isEqualTo(golden());
    }

    @Test
    void every_command_has_its_place_on_the_page() throws IOException {
        String page = Files.readString(PAGE);

        for (Class<?> type : DbRootCommand.class.getAnnotation(Command.class).subcommands()) {
            String command = type.getAnnotation(Command.class).name();
            assertThat(page).containsPattern("(?m)^## .*\\b" + command + "\\b");
        }
    }

    private static Map<String, String> golden() throws IOException {
        Map<String, String> golden = new TreeMap<>();
        try (Stream<Path> files = Files.list(Transcript.GOLDEN)) {
            for (Path file : files.toList()) {
                golden.put(file.getFileName().toString().replace(".txt", ""), Files.readString(file));
            }
        }
        return golden;
    }
}
