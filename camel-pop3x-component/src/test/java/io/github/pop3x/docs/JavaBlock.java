/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on
 * an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the
 * specific language governing permissions and limitations under the License.
 */
package io.github.pop3x.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Java as documents show it, made into a source file. What declares a type stands as it is. A block marked
 * {@code java members} is the inside of a class. All else is the inside of a method of a route builder, as that of
 * {@code configure()}; a block marked {@code java given Mail mail} has that parameter. An ellipsis stands for nothing.
 */
final class JavaBlock {

    private static final List<String> PACKAGES = List.of(
            "java.io",
            "java.nio.file",
            "java.time",
            "java.util",
            "java.util.stream",
            "org.apache.camel",
            "org.apache.camel.builder",
            "org.apache.camel.impl",
            "org.apache.camel.main",
            "org.junit.jupiter.api",
            "org.junit.jupiter.api.extension",
            "io.github.pop3x",
            "io.github.pop3x.client",
            "io.github.pop3x.client.auth",
            "io.github.pop3x.client.command",
            "io.github.pop3x.ledger",
            "io.github.pop3x.testing");

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package .*;\\n");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\n");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|interface|record|enum) (\\w+)");
    private static final String GIVEN = "java given ";

    private JavaBlock() {}

    /** Compiles it into a directory. What is wrong with it, or empty if nothing is. */
    static String faults(CodeBlock block, Path directory) throws IOException {
        Matcher type = TYPE.matcher(block.text());
        String name = type.find() ? type.group(1) : "Block";
        Path source = directory.resolve(name + ".java");
        Files.writeString(source, source(block, type.reset().find()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter faults = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none", "-Xlint:-options", "-d", directory.toString());
            boolean compiled = compiler.getTask(faults, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            return compiled ? "" : faults.toString();
        }
    }

    private static String source(CodeBlock block, boolean declaresType) {
        String imports = all(PACKAGE, block)
                + PACKAGES.stream().map(name -> "import " + name + ".*;\n").collect(Collectors.joining())
                + all(IMPORT, block);
        String code = IMPORT.matcher(PACKAGE.matcher(block.text()).replaceAll(""))
                .replaceAll("")
                .replace("…", "");
        if (declaresType) {
            return imports + code;
        }
        if (block.mark().equals("java members")) {
            return imports + "abstract class Block {\n" + code + "}\n";
        }
        String given = block.mark().startsWith(GIVEN) ? block.mark().substring(GIVEN.length()) : "";
        return imports + "abstract class Block extends RouteBuilder {\nvoid block(" + given + ") throws Exception {\n"
                + code + "}\n}\n";
    }

    private static String all(Pattern lines, CodeBlock block) {
        return lines.matcher(block.text()).results().map(line -> line.group()).collect(Collectors.joining());
    }
}
