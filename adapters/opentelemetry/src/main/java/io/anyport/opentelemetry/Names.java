package io.anyport.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;

/** The attributes of OpenTelemetry's semantic conventions (1.43, HTTP, databases and messaging) that are set. */
final class Names {

    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> METHOD_ORIGINAL = AttributeKey.stringKey("http.request.method_original");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
    static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
    static final AttributeKey<String> USER_AGENT = AttributeKey.stringKey("user_agent.original");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    static final AttributeKey<String> DB_SYSTEM = AttributeKey.stringKey("db.system.name");
    static final AttributeKey<String> DB_TABLE = AttributeKey.stringKey("db.collection.name");
    static final AttributeKey<String> DB_OPERATION = AttributeKey.stringKey("db.operation.name");

    static final AttributeKey<String> MESSAGING_SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> MESSAGING_SOURCE = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> MESSAGING_TYPE = AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> MESSAGING_OPERATION = AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("messaging.message.id");

    /** No convention has them. */
    static final AttributeKey<String> TARGET = AttributeKey.stringKey("anyport.target");

    static final AttributeKey<String> INVOCATION = AttributeKey.stringKey("anyport.invocation.id");

    private Names() {}
}
