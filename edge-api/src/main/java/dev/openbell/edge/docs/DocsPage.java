package dev.openbell.edge.docs;

import java.util.stream.Collectors;

/** The description as a page without a script: every call, and every shape that calls take and answer. */
final class DocsPage {
    private static final String SHAPE = "#/components/schemas/";

    private DocsPage() {}

    static String of(Tree api) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Openbell API</title>\
                <link rel="stylesheet" href="/docs.css"></head>
                <body>
                <header><h1>Openbell API</h1><a href="/openapi.yml">openapi.yml</a></header>
                <p>%s</p>
                <main>%s</main>
                <h2>Shapes</h2>
                %s
                </body>
                </html>
                """.formatted(
                        escape(api.at("info").at("description").text()),
                        api.at("paths").branches().map(DocsPage::path).collect(Collectors.joining()),
                        api.at("components")
                                .at("schemas")
                                .branches()
                                .map(DocsPage::shape)
                                .collect(Collectors.joining()));
    }

    private static String path(Tree.Branch path) {
        return path.tree()
                .branches()
                .map(method -> call(method.name(), path.name(), method.tree()))
                .collect(Collectors.joining());
    }

    private static String call(String method, String path, Tree call) {
        var takes = call.at("requestBody")
                .at("content")
                .branches()
                .map(body -> row("body", type(body.tree().at("schema"))))
                .collect(Collectors.joining());
        return """
                <section><h3><b>%s</b> <code>%s</code> <span>%s</span></h3><p>%s</p><dl>%s%s%s</dl></section>
                """.formatted(
                        escape(method),
                        escape(path),
                        escape(call.at(Description.WANTS).text()),
                        escape(call.at("description").text()),
                        call.at("parameters").items().map(DocsPage::parameter).collect(Collectors.joining()),
                        takes,
                        call.at("responses").branches().map(DocsPage::answer).collect(Collectors.joining()));
    }

    private static String parameter(Tree parameter) {
        var name = "%s %s"
                .formatted(parameter.at("in").text(), parameter.at("name").text());
        return row(name, type(parameter.at("schema")));
    }

    private static String answer(Tree.Branch answer) {
        var shapes = answer.tree()
                .at("content")
                .branches()
                .map(content -> type(content.tree().at("schema")))
                .collect(Collectors.joining(", "));
        return row(answer.name(), shapes);
    }

    private static String shape(Tree.Branch shape) {
        return """
                <section id="%s"><h3><code>%s</code></h3><p>%s</p><dl>%s</dl></section>
                """.formatted(
                        escape(shape.name()),
                        escape(shape.name()),
                        escape(shape.tree().at("description").text()),
                        shape.tree()
                                .at("properties")
                                .branches()
                                .map(field -> row(field.name(), type(field.tree())))
                                .collect(Collectors.joining()));
    }

    /** What a value looks like; a shape is a link to where it is told. */
    private static String type(Tree schema) {
        var shape = schema.at("$ref").text();
        if (!shape.isEmpty()) {
            var name = escape(shape.substring(SHAPE.length()));
            return "<a href=\"#%s\">%s</a>".formatted(name, name);
        }
        var several = schema.at("allOf").isNothing() ? schema.at("oneOf") : schema.at("allOf");
        var type = several.isNothing()
                ? escape(schema.at("type").text())
                : several.items().map(DocsPage::type).collect(Collectors.joining(" or "));
        if (type.equals("array")) type = "list of " + type(schema.at("items"));
        return schema.at("nullable").text().equals("true") ? type + " or null" : type;
    }

    /** Both parts are text, the second with links. */
    private static String row(String name, String html) {
        return "<dt><code>%s</code></dt><dd>%s</dd>".formatted(escape(name), html);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
