package io.tact.rules.drools;

import static io.tact.rules.drools.Escape.NOT_HERE;
import static io.tact.rules.drools.Escape.action;

import java.util.stream.Stream;

/** Ways out of the actions of a rule. */
final class ActionEscapes {
    private ActionEscapes() {}

    static Stream<Escape> all() {
        String write =
                "java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + EscapesTest.marker() + "\"), \"x\");";
        return Stream.of(
                action("a file written", write, 5, NOT_HERE),
                action(
                        "a file made by a new stream",
                        "new java.io.FileOutputStream(\"" + EscapesTest.marker() + "\");",
                        5,
                        "\"new\""),
                action("a connection", "new java.net.Socket(\"127.0.0.1\", " + EscapesTest.port() + ");", 5, "\"new\""),
                action("the end of the JVM", "System.exit(1);", 5, NOT_HERE),
                action("the end of the JVM, at once", "Runtime.getRuntime().halt(1);", 5, NOT_HERE),
                action("a program", "Runtime.getRuntime().exec(\"touch " + EscapesTest.marker() + "\");", 5, NOT_HERE),
                action(
                        "another program",
                        "new ProcessBuilder(\"touch\", \"" + EscapesTest.marker() + "\").start();",
                        5,
                        "\"new\""),
                action("a class by its name", "Class.forName(\"java.lang.System\");", 5, NOT_HERE),
                action("the class of an object", "$p.getClass().getClassLoader();", 8, "getClass"),
                action("the class as a property", "verdicts.mustMention($p.class.name);", 29, "class"),
                action("a class literal", "verdicts.mustMention(\"\" + String.class);", 31, "there is no String here"),
                action("a class loader", "Thread.currentThread().getContextClassLoader();", 5, NOT_HERE),
                action("reflection", "$p.text(\"plan\").getClass().getMethod(\"x\");", 21, "String has no getClass(…)"),
                action("a thread", "new Thread(() -> {}, \"escaped\").start();", 5, "\"new\""),
                action("a thread of the pool", "java.util.concurrent.ForkJoinPool.commonPool();", 5, NOT_HERE),
                action("an endless loop", "while (true) { }", 5, "no loops"),
                action("an endless loop of another kind", "for (;;) { }", 5, "no loops"),
                action("a loop in a block", "{ do { } while (true); }", 7, "no loops"),
                action("a loop that catches everything", "try { while (true); } catch (Throwable t) { }", 5, "\"try\""),
                action("recursion through a class", "class A { void a() { a(); } } new A().a();", 5, "\"class\""),
                action("a local enumeration", "enum A { B; static { System.exit(1); } }", 5, "\"enum\""),
                action(
                        "an anonymous class",
                        "Object o = new Object() { { System.exit(1); } };",
                        5,
                        "type Object cannot be kept"),
                action("a lambda", "var f = () -> 1;", 14, "unexpected \")\""),
                action("a method reference", "var f = String::valueOf;", 13, "there is no String here"),
                action("java.lang.invoke", "java.lang.invoke.MethodHandles.lookup();", 5, NOT_HERE),
                action("Unsafe", "sun.misc.Unsafe.getUnsafe();", 5, NOT_HERE),
                action("an object read from bytes", "new java.io.ObjectInputStream(null).readObject();", 5, "\"new\""),
                action("JNDI", "new javax.naming.InitialContext().lookup(\"ldap://127.0.0.1/x\");", 5, "\"new\""),
                action("a script engine", "new javax.script.ScriptEngineManager();", 5, "\"new\""),
                action(
                        "the environment",
                        "verdicts.mustMention(System.getenv(\"PATH\"));",
                        26,
                        "there is no System here"),
                action(
                        "a system property",
                        "System.setProperty(\"" + EscapesTest.PROPERTY + "\", \"x\");",
                        5,
                        NOT_HERE),
                action("a flood of output", "System.out.println(\"x\".repeat(1000000));", 5, NOT_HERE),
                action(
                        "a huge text",
                        "verdicts.mustMention($p.text(\"plan\").repeat(2000000000));",
                        42,
                        "String has no repeat(…)"),
                action("a text that doubles", Doubling.of("\"xxxxxxxxxx\""), 0, "more than 12 +"),
                action("a huge array", "int[] a = new int[2000000000];", 8, "\"[\" is not allowed"),
                action(
                        "a huge number",
                        "verdicts.prefer(everything(), 99999999999999999999999);",
                        35,
                        "more than 18 digits"),
                action("a fact more, again and again", "insert($p);", 5, "never changes, adds or removes facts"),
                action("a fact that wakes rules", "update($p);", 5, "never changes, adds or removes facts"),
                action("a fact changed in place", "modify($p) { };", 5, "never changes, adds or removes facts"),
                action("the engine itself", "drools.getKieRuntime().halt();", 5, NOT_HERE),
                action("the engine by another name", "kcontext.getKieRuntime().halt();", 5, NOT_HERE),
                action("the verdicts replaced", "verdicts = null;", 14, "never changes"),
                action(
                        "the verdicts of another rule",
                        "verdicts.firing(\"another\");",
                        14,
                        "Verdicts has no firing(…)"),
                action(
                        "the verdicts of all rules",
                        "verdicts.mustMention(verdicts.all().toString());",
                        35,
                        "Verdicts has no all(…)"),
                action("a cast", "var c = ((Object) $p).getClass();", 15, "there is no Object here"),
                action("instanceof", "if ($p instanceof Object) { }", 12, "\"instanceof\""),
                action("a lock", "synchronized ($p) { }", 5, "\"synchronized\""),
                action("a throw", "throw new Error();", 5, "\"throw\""),
                action("waiting", "$p.wait();", 8, "Profile has no wait(…)"),
                action("a catch-all behind a comment", "/* \n */ try { } catch (Throwable t) { }", 0, "\"try\""),
                action("an end of the JVM in letters of another kind", "\\u0053ystem.exit(1);", 5, "written as \\u"),
                action("a comment that ends by itself", "// \\u000a System.exit(1);", 8, "written as \\u"),
                action(
                        "a text that ends by itself",
                        "verdicts.mustMention(\"\\u0022);System.exit(1);//\");",
                        27,
                        "\\u"),
                action(
                        "letters that look like others",
                        "verdicts.mustMentiοn(\"x\");",
                        14,
                        "letters that a name cannot have"),
                action(
                        "a comment that ends for some readers only",
                        "// \r System.exit(1);",
                        8,
                        "a character here cannot be seen"),
                action(
                        "a comment that ends with another kind of line",
                        "// \u2028 System.exit(1);",
                        8,
                        "a character here cannot be seen"),
                action("text that runs backwards", "// \u202E ;)1(tixe.metsyS", 8, "cannot be seen"));
    }
}
