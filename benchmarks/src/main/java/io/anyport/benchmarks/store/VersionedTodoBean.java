package io.anyport.benchmarks.store;

import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/** The bean with a version that the Enhanced client's extension compares and counts. */
@DynamoDbBean
public class VersionedTodoBean extends TodoBean {

    static VersionedTodoBean of(Todo todo) {
        return TodoBean.of(todo, new VersionedTodoBean());
    }

    @Override
    @DynamoDbVersionAttribute
    public Long getVersion() {
        return super.getVersion();
    }

    @Override
    public void setVersion(Long version) {
        super.setVersion(version);
    }
}
