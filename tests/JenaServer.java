// A server of the SPARQL 1.1 Protocol over Apache Jena's ARQ, for tests alone: Fuseki has no package that tests could
// install. Its dataset is transactional, in memory or with TDB2 in a folder.  java -cp JARS JenaServer PORT [FOLDER]

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.update.UpdateAction;

public class JenaServer {
    static Dataset DATA = DatasetFactory.createTxnMem();
    static final String ROWS = "application/sparql-results+xml";

    interface Work { byte[] run(Map<String, String> fields, HttpExchange http) throws IOException; }

    public static void main(String[] words) throws IOException, ReflectiveOperationException {
        if (words.length > 1) // by its name, since the jars of Jena in memory are without it
            DATA = (Dataset) Class.forName("org.apache.jena.tdb2.TDB2Factory")
                .getMethod("connectDataset", String.class).invoke(null, words[1]);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(words[0])), 0);
        serve(server, "/query", ReadWrite.READ, JenaServer::query);
        serve(server, "/update", ReadWrite.WRITE, (fields, http) -> {
            UpdateAction.parseExecute(fields.get("update"), DATA);
            return new byte[0];
        });
        serve(server, "/data", ReadWrite.WRITE, JenaServer::load);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
    }

    static byte[] query(Map<String, String> fields, HttpExchange http) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var query = QueryFactory.create(fields.get("query"));
        try (QueryExecution asked = QueryExecutionFactory.create(query, DATA)) {
            http.getResponseHeaders().set("Content-Type", query.isConstructType() ? "application/n-triples" : ROWS);
            if (query.isAskType()) ResultSetMgr.write(out, asked.execAsk(), ResultSetLang.RS_XML);
            else if (query.isConstructType()) RDFDataMgr.write(out, asked.execConstruct(), Lang.NTRIPLES);
            else ResultSetMgr.write(out, asked.execSelect(), ResultSetLang.RS_XML);
        }
        return out.toByteArray();
    }

    static byte[] load(Map<String, String> fields, HttpExchange http) {
        if (!fields.containsKey("graph") && !fields.containsKey("default")) {
            RDFDataMgr.read(DATA, http.getRequestBody(), Lang.NQUADS);
            return new byte[0];
        }
        Model graph = fields.containsKey("default") ? DATA.getDefaultModel() : DATA.getNamedModel(fields.get("graph"));
        if (List.of("DELETE", "PUT").contains(http.getRequestMethod())) graph.removeAll();
        RDFDataMgr.read(graph, http.getRequestBody(), Lang.NTRIPLES);
        return new byte[0];
    }

    static void serve(HttpServer server, String path, ReadWrite mode, Work work) {
        server.createContext(path, http -> {
            int status = 200;
            byte[] said;
            DATA.begin(mode);
            try {
                said = work.run(fields(http), http);
                DATA.commit();
            } catch (RuntimeException | Error error) {
                status = 400;
                said = error.toString().getBytes(StandardCharsets.UTF_8);
                DATA.abort();
            } finally {
                DATA.end();
            }
            http.sendResponseHeaders(status, said.length == 0 ? -1 : said.length);
            http.getResponseBody().write(said);
            http.close();
        });
    }

    static Map<String, String> fields(HttpExchange http) throws IOException {
        Map<String, String> found = new HashMap<>();
        String type = String.valueOf(http.getRequestHeaders().getFirst("Content-Type"));
        take(http.getRequestURI().getRawQuery(), found);
        if (type.startsWith("application/sparql-update"))
            found.put("update", new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (type.startsWith("application/x-www-form-urlencoded"))
            take(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), found);
        return found;
    }

    static void take(String form, Map<String, String> into) {
        if (form == null) return;
        for (String pair : form.split("&")) {
            int at = pair.indexOf('=');
            into.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
        }
    }

    static String decoded(String text) { return URLDecoder.decode(text, StandardCharsets.UTF_8); }
}
