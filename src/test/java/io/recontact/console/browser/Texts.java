package io.recontact.console.browser;

import java.util.List;

/** The texts of people in a {@link Scene}: as written, or hostile ones in their place. */
@FunctionalInterface
interface Texts {

    /** Returns a text for a field, each time another one. */
    String of(String plain, int maxLength);

    /** Returns the name of something. */
    default String name(String plain) {
        return of(plain, 100);
    }

    /** Returns the description of something. */
    default String description(String plain) {
        return of(plain, 250);
    }

    /** The texts as they are written. */
    static Texts plain() {
        return (plain, maxLength) -> plain.substring(0, Math.min(plain.length(), maxLength));
    }

    /** Texts that try to run, to load, to be evaluated, or to turn the page around. */
    static Texts hostile() {
        return new Hostile();
    }

    /** Fills each field with as many hostile texts as fit, beginning with another one each time. */
    final class Hostile implements Texts {

        /** The product {@code 7777*7777}, which no id contains. */
        static final String EVALUATED = "60481729";

        private static final List<String> TEXTS = List.of(
                "<svg onload=x()>",
                "<script>x()</script>",
                "\"><img src=/none onerror=x()>",
                "' onfocus=x() autofocus '",
                "\" onfocus=x() autofocus tabindex=1 \"",
                "javascript:x()",
                "[[${7777*7777}]]",
                "${7777*7777}",
                "__${7777*7777}__::.x",
                "[(${7777*7777})] *{7777*7777} #{x} ~{x} @{x}",
                "</textarea></title></script><script>x()</script>",
                "<div hx-get=/console hx-trigger=load hx-on:htmx:load=x()>",
                "<a href=javascript:x()>a</a><style>*{display:none}</style><base href=//evil.invalid/>",
                "<iframe srcdoc='<script>parent.x()</script>'></iframe>",
                "\u202Egnp.exe\u202C \u2066x\u2069\u200F",
                "--><!--'\"`]]>");

        private int next;

        @Override
        public String of(String plain, int maxLength) {
            // A number makes names unique.
            var text = new StringBuilder().append(next);
            for (int i = 0; i < TEXTS.size(); i++) {
                var one = TEXTS.get((next + i) % TEXTS.size());
                if (text.length() + one.length() <= maxLength) {
                    text.append(one);
                }
            }
            next++;
            return text.toString();
        }
    }
}
