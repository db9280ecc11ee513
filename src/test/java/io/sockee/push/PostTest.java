package io.sockee.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What websites post, in JSON and as forms. */
@DisplayName("A post")
class PostTest {
    private final Post.Reader reader = new Post.Reader(10);

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private Post json(String text) throws PostException {
        return reader.json(bytes(text));
    }

    private Post form(String text) throws PostException {
        return reader.form(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String arguments(Post post) {
        StringBuilder all = new StringBuilder();
        post.event().arguments().appendTo(all);
        return all.toString().replace('"', '\'');
    }

    @Test
    @DisplayName("in JSON has rooms, an event and arguments")
    void json() throws PostException {
        Post post = json("{'rooms':['user_1','staff'],'event':'update_store','args':['user',{'id':1,'age':5}]}");
        assertThat(post.rooms()).containsExactlyInAnyOrder("user_1", "staff");
        assertThat(post.event().name()).isEqualTo("update_store");
        assertThat(post.event().arguments().count()).isEqualTo(2);
        assertThat(arguments(post)).isEqualTo("'user',{'id':1,'age':5}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1.0e0 ,  {'b':2,'a':1}] | 1.0e0 ,  {'b':2,'a':1}",
                "'one' | 'one'",
                "12345678901234567890.10 | 12345678901234567890.10",
                "null | null",
                "true | true",
                "{'a':[]} | {'a':[]}",
                "[] | ~~",
                "[[1,2],3] | [1,2],3",
                "['\\u00fc ü \\ud800'] | '\\u00fc ü \\ud800'",
            })
    @DisplayName("passes arguments on as they are written; a single value is one argument")
    void raw(String args, String passed) throws PostException {
        for (String body : new String[] {
            "{'args':" + args + ",'rooms':'r','event':'e'}", "{'rooms':'r','event':'e','args': " + args + " }",
        }) {
            assertThat(arguments(json(body))).as(body).isEqualTo(passed);
        }
    }

    @Test
    @DisplayName("may have one room, no arguments, and fields that nobody knows")
    void few() throws PostException {
        Post post = json(" {'x':{'rooms':[1]},'event':'e','rooms':'r','y':[[]]} ");
        assertThat(post.rooms()).containsExactly("r");
        assertThat(post.event().arguments().count()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | The body must be a JSON object.",
                "[] | The body must be a JSON object.",
                "{ | The body is no valid JSON.",
                "\ufeff{'rooms':'r','event':'e'} | The body begins with a byte order mark: send it without.",
                "{'rooms':'r','event':'e'} x | The body is no valid JSON.",
                "{'rooms':'r','event':'e'} {} | There is something behind the JSON object.",
                "{'rooms':'r','rooms':'s','event':'e'} | The body is no valid JSON.",
                "{'rooms':'r'} | There is no event: a text that names it.",
                "{'rooms':'r','event':' '} | There is no event: a text that names it.",
                "{'rooms':'r','event':5} | There is no event: a text that names it.",
                "{'event':'e'} | There are no rooms.",
                "{'rooms':[],'event':'e'} | There are no rooms.",
                "{'rooms':[1],'event':'e'} | Each of the rooms must be a text.",
                "{'rooms':{},'event':'e'} | Each of the rooms must be a text.",
                "{'rooms':[''],'event':'e'} | Each of the rooms must have 1 to 255 characters, no control characters, no half ones, and no space at its end.",
                "{'rooms':['a\\u0000'],'event':'e'} | Each of the rooms must have 1 to 255 characters, no control characters, no half ones, and no space at its end.",
                "{'rooms':'r','event':'disconnect'} | The event must not be named so: names that Socket.IO or Sockee keep for themselves, or of more than 255 characters.",
                "{'rooms':'r','event':'sockee:session'} | The event must not be named so: names that Socket.IO or Sockee keep for themselves, or of more than 255 characters.",
                "{'rooms':'r','event':'_resync'} | The event must not be named so: names that Socket.IO or Sockee keep for themselves, or of more than 255 characters.",
                "{'rooms':'r','event':'e','args':[[[[[[[[[[[[1]]]]]]]]]]]]} | The body is nested too deep, or has too long a number.",
            })
    @DisplayName("that cannot be is told what is wrong with it")
    void wrongJson(String body, String message) {
        assertThatThrownBy(() -> json(body)).isInstanceOf(PostException.class).hasMessage(message);
    }

    @Test
    @DisplayName("that is not in UTF-8 is refused")
    void encoding() {
        assertThatThrownBy(() -> reader.json(new byte[] {'{', (byte) 0xff, '}'}))
                .hasMessage("The body is not in UTF-8.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // jQuery, and Rails' to_query
                "rooms[]=r&event=e&args[]=user&args[1][id]=1&args[1][age]=5 | 'user',{'id':'1','age':'5'}",
                "rooms%5B%5D=r&event=e&args%5B%5D=user&args%5B1%5D%5Bid%5D=1 | 'user',{'id':'1'}",
                "event=e&rooms[]=r&args[][id]=1&args[][age]=5&args[][id]=2&args[][age]=6 | {'id':'1','age':'5'},{'id':'2','age':'6'}",
                // PHP's http_build_query
                "rooms[0]=r&event=e&args[0]=user&args[1][id]=1&args[1][tags][0]=a&args[1][tags][1]=b | 'user',{'id':'1','tags':['a','b']}",
                "rooms=r&event=e&args=one | 'one'",
                "rooms=r&event=e&args[name]=ann | {'name':'ann'}",
                "rooms=r&event=e&args[]=a%26b%3Dc+d&args[]=%C3%BC&args[]= | 'a&b=c d','ü',''",
                "rooms=r&event=e&args[]=&args[] | '',''",
                // PHP leaves out null and empty lists: array_filter, [null, false, [], 'x']
                "rooms%5B0%5D=r&event=e&args%5B1%5D=0&args%5B3%5D=x | null,'0',null,'x'",
                "rooms%5B2%5D=r&event=e&args%5B0%5D=user&args%5B1%5D%5Bid%5D=1&args%5B1%5D%5Blist%5D%5B0%5D%5B0%5D=1 | 'user',{'id':'1','list':[['1']]}",
                "rooms=r&event=e&args%5B0%5D%5B1042%5D%5Bqty%5D=2&args%5B0%5D%5B7%5D=x | {'1042':{'qty':'2'},'7':'x'}",
                "rooms=r&event=e&args[0][1]=b&args[0][3]=d | {'1':'b','3':'d'}",
                "rooms=r&event=e&args[5]=x | null,null,null,null,null,'x'",
                "rooms=r&event=e&args[1]=b&args[]=c | null,'b','c'",
                // Rails: {rooms: ["r"], event: "e", args: [nil, false, [], "x", {id: 1, tags: []}]}.to_query
                "args%5B%5D=&args%5B%5D=false&args%5B%5D%5B%5D=&args%5B%5D=x&args%5B%5D%5Bid%5D=1&event=e&rooms%5B%5D=r | '','false',[''],'x',{'id':'1'}",
                // jQuery.param of the same: the place of the empty list is gone
                "rooms[]=r&event=e&args[]=&args[]=false&args[]=x&args[4][id]=1 | '','false','x',null,{'id':'1'}",
                // Python's urlencode(…, doseq=True), requests, and Django's QueryDict
                "rooms=r&rooms=r&event=e&args=x&args=y&args=z | 'x','y','z'",
                "rooms=r&event=e&args%5B%5D=x&args%5B%5D=%C3%BC | 'x','ü'",
                // What Django 3.2 wrote: QueryDict.urlencode(), the same with safe='[]', and urlencode(…, doseq=True)
                // of pairs
                "rooms=r&event=e&args%5B%5D=1&args%5B%5D=%C3%A9t%C3%A9+%26+more&args%5B%5D= | '1','été & more',''",
                "rooms=r&event=e&args[]=1&args[]=%C3%A9t%C3%A9%20%26%20more | '1','été & more'",
                "rooms=r&event=e&args%5B0%5D%5Bid%5D=1&args%5B0%5D%5Bpaid%5D=True&args%5B1%5D=1.5 | {'id':'1','paid':'True'},'1.5'",
                "rooms=r&event=e&args[01]=x | {'01':'x'}",
                "rooms=r&event=e&args[1]=b&args[0]=a | 'a','b'",
                "rooms=r&event=e | ~~",
                "rooms=r&&event=e& | ~~",
            })
    @DisplayName("may be a form with brackets, as Rails, PHP and jQuery write them")
    void forms(String body, String passed) throws PostException {
        Post post = form(body);
        assertThat(post.rooms()).containsExactly("r");
        assertThat(post.event().name()).isEqualTo("e");
        assertThat(arguments(post)).isEqualTo(passed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rooms[]=r%d", "rooms=r%d", "rooms[]=r&args[][a]=%d", "rooms[]=r&args[0][]=%d"})
    @DisplayName("as a form may have as many fields as it can without taking longer for each")
    void manyFields(String pair) {
        String form = IntStream.range(0, 4_900)
                .mapToObj(i -> String.format(pair, i))
                .collect(Collectors.joining("&", "event=e&", ""));
        assertTimeout(Duration.ofSeconds(2), () -> form(form));
    }

    @Test
    @DisplayName("as a form may have several rooms")
    void roomsOfForm() throws PostException {
        assertThat(form("rooms[]=a&rooms[]=b&event=e").rooms()).containsExactlyInAnyOrder("a", "b");
        assertThat(form("rooms=a&event=e").rooms()).containsExactly("a");
        assertThat(form("rooms[0]=a&rooms[2]=b&event=e").rooms()).containsExactlyInAnyOrder("a", "b");
        assertThat(form("rooms=a&rooms=b&event=e").rooms()).containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rooms=r&event=e&args=a&args[b]=c | The form has a field that is a text and has others below it.",
                "rooms=r&event=e&args[b]=c&args=a | The form has a field that is a text and has others below it.",
                "rooms=r&event=e&args[b=c | The form has a field whose name's brackets do not fit.",
                "rooms=r&event=e&args]b[=c | The form has a field whose name's brackets do not fit.",
                "rooms=r&event=e&[]=c | The form has a field whose name's brackets do not fit.",
                "rooms=r&event=e&args=%ff | The form is not in UTF-8.",
                "rooms=r&event=e&args=%c3 | The form is not in UTF-8.",
                "rooms=r&event=e&args=%ed%a0%80 | The form is not in UTF-8.",
                "rooms=r&event=e&a%ff=x | The form is not in UTF-8.",
                "rooms=r&event=e&args=%-1 | The form has a '%' that is followed by no two hexadecimal digits.",
                "rooms=r&event=e&args=% | The form has a '%' that is followed by no two hexadecimal digits.",
                "rooms=r&event=e&args[1042][qty]=2 | The args are numbered, and past 999. If that is meant to be one object, put it into a list: args[0][1042].",
                "rooms=r&event=e&event=f | There is no event: a text that names it.",
                "rooms=r&event=e&args=%zz | The form has a '%' that is followed by no two hexadecimal digits.",
                "rooms=r&event=e&args[a][a][a][a][a][a][a][a][a][a][a][a]=1 | The form has a field that is nested too deep.",
                "rooms[a][b]=r&event=e | Each of the rooms must be a text.",
                "event=e | There are no rooms.",
                "rooms=r | There is no event: a text that names it.",
                "rooms=r&event[]=e | There is no event: a text that names it.",
            })
    @DisplayName("as a form that cannot be is told what is wrong with it")
    void wrongForm(String body, String message) {
        assertThatThrownBy(() -> form(body)).isInstanceOf(PostException.class).hasMessage(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'rooms':'r','event':'e'} | There is no event: a text that names it.",
                "{'rooms':['r'],'event':'e'} | The form has a field whose name's brackets do not fit.",
                "~ \n{'rooms':'r','event':'e'}~ | There is no event: a text that names it.",
                "%7B%22rooms%22%3A%22r%22%7D | There is no event: a text that names it.",
                "{'rooms':'r','event':'100%'} | The form has a '%' that is followed by no two hexadecimal digits.",
            })
    @DisplayName("in JSON that comes as a form is told how to send it")
    void jsonAsForm(String body, String message) {
        assertThatThrownBy(() -> form(body.replace('\'', '"')))
                .isInstanceOf(PostException.class)
                .hasMessage(message + " It was read as a form: send Content-Type: application/json.");
    }

    @Test
    @DisplayName("as a form may have a field that begins as JSON does")
    void braces() throws PostException {
        assertThat(form("{x}=1&rooms=r&event=e").event().name()).isEqualTo("e");
    }

    @Test
    @DisplayName("as a form has a bounded number of fields")
    void manyFields() {
        assertThatThrownBy(() -> form("a=1&".repeat(10_001))).hasMessage("The form has more than 10000 fields.");
    }

    @Test
    @DisplayName("as a form may be as large as it likes without exhausting the stack")
    void brackets() {
        assertThatThrownBy(() -> form("rooms=r&event=e&args" + "[]".repeat(100_000) + "=1"))
                .isInstanceOf(PostException.class)
                .hasMessage("The form has a field that is nested too deep.");
        assertThatThrownBy(() -> form("rooms=r&event=e&" + "[".repeat(100_000) + "=1"))
                .isInstanceOf(PostException.class)
                .hasMessage("The form has a field whose name's brackets do not fit.");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{'rooms':'user_\\ud800','event':'e'}",
                "{'rooms':['r','\\udc00\\ud800'],'event':'e'}",
                "{'rooms':'r','event':'e\\ud800'}",
            })
    @DisplayName("has no halves of characters in its rooms and its event: databases keep other texts in their place")
    void surrogates(String body) {
        assertThatThrownBy(() -> json(body)).isInstanceOf(PostException.class);
    }

    @Test
    @DisplayName("may have characters of every plane in its rooms and its event")
    void planes() throws PostException {
        Post post = json("{'rooms':'\\ud83d\\ude00','event':'\\ud83d\\ude01'}");
        assertThat(post.rooms()).containsExactly("\ud83d\ude00");
        assertThat(post.event().name()).isEqualTo("\ud83d\ude01");
    }
}
