package io.anyport.mapping;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the class file (JVMS, chapter 4) of a class for one record, which does what this would do, compiled within
 * the record's own package:
 *
 * <pre>
 * final class Access implements Function, BiConsumer {
 *     public Object apply(Object values) { return new R((A) ((Object[]) values)[0], …); }
 *     public void accept(Object record, Object values) { ((Object[]) values)[0] = ((R) record).a(); … }
 * }
 * </pre>
 *
 * <p>Nothing in it branches, so that it needs no stack maps.
 */
final class RecordClass {

    private static final int JAVA_17 = 61;
    private static final String OBJECT = "java/lang/Object";
    private static final String OBJECTS = "[Ljava/lang/Object;";

    private final Bytes constants = new Bytes();
    private int lastConstant;

    private final String record;
    private final RecordComponent[] components;
    private final @Nullable Object[] zeros;

    private RecordClass(Class<?> record, RecordComponent[] components, @Nullable Object[] zeros) {
        this.record = internalName(record);
        this.components = components;
        this.zeros = zeros;
    }

    /** @param zeros for each component that is primitive a value of its wrapper */
    static byte[] write(Class<?> record, RecordComponent[] components, @Nullable Object[] zeros) {
        return new RecordClass(record, components, zeros).write();
    }

    private byte[] write() {
        var body = new Bytes();
        body.u2(0x1010); // final synthetic
        body.u2(classConstant(record.concat("$Access")));
        body.u2(classConstant(OBJECT));
        body.u2(2);
        body.u2(classConstant("java/util/function/Function"));
        body.u2(classConstant("java/util/function/BiConsumer"));
        body.u2(0); // fields
        body.u2(3);
        int code = utf8("Code");
        method(body, code, "<init>", "()V", initialise());
        method(body, code, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", construct());
        method(body, code, "accept", "(Ljava/lang/Object;Ljava/lang/Object;)V", access());
        body.u2(0); // attributes

        var file = new Bytes();
        file.u2(0xCAFE);
        file.u2(0xBABE);
        file.u2(0);
        file.u2(JAVA_17);
        file.u2(lastConstant + 1);
        file.append(constants);
        file.append(body);
        return file.toArray();
    }

    private void method(Bytes body, int codeAttribute, String name, String descriptor, Bytes code) {
        body.u2(1); // public
        body.u2(utf8(name));
        body.u2(utf8(descriptor));
        body.u2(1);
        body.u2(codeAttribute);
        body.u4(12 + code.size());
        body.u2(2 * components.length + 5); // stack: a new record twice, its arguments, and one to be unwrapped
        body.u2(3);
        body.u4(code.size());
        body.append(code);
        body.u2(0);
        body.u2(0);
    }

    private Bytes initialise() {
        var code = new Bytes();
        code.u1(Bytes.ALOAD_0);
        code.instruction(Bytes.INVOKESPECIAL, methodConstant(OBJECT, "<init>", "()V"));
        code.u1(Bytes.RETURN);
        return code;
    }

    private Bytes construct() {
        var code = new Bytes();
        code.instruction(Bytes.NEW, classConstant(record));
        code.u1(Bytes.DUP);
        int array = classConstant(OBJECTS);
        var descriptor = new StringBuilder("(");
        for (int i = 0; i < components.length; i++) {
            code.u1(Bytes.ALOAD_1);
            code.instruction(Bytes.CHECKCAST, array);
            code.instruction(Bytes.SIPUSH, i);
            code.u1(Bytes.AALOAD);
            cast(i, code);
            descriptor.append(components[i].getType().descriptorString());
        }
        code.instruction(
                Bytes.INVOKESPECIAL,
                methodConstant(record, "<init>", descriptor.append(")V").toString()));
        code.u1(Bytes.ARETURN);
        return code;
    }

    private void cast(int i, Bytes code) {
        var type = components[i].getType();
        Object zero = zeros[i];
        if (zero == null) {
            code.instruction(Bytes.CHECKCAST, classConstant(internalName(type)));
        } else {
            String wrapper = internalName(zero.getClass());
            String descriptor = "()".concat(type.descriptorString());
            code.instruction(Bytes.CHECKCAST, classConstant(wrapper));
            code.instruction(
                    Bytes.INVOKEVIRTUAL, methodConstant(wrapper, type.getName().concat("Value"), descriptor));
        }
    }

    private Bytes access() {
        var code = new Bytes();
        int array = classConstant(OBJECTS);
        int self = classConstant(record);
        for (int i = 0; i < components.length; i++) {
            code.u1(Bytes.ALOAD_2);
            code.instruction(Bytes.CHECKCAST, array);
            code.instruction(Bytes.SIPUSH, i);
            code.u1(Bytes.ALOAD_1);
            code.instruction(Bytes.CHECKCAST, self);
            String type = components[i].getType().descriptorString();
            code.instruction(Bytes.INVOKEVIRTUAL, methodConstant(record, components[i].getName(), "()".concat(type)));
            wrap(i, type, code);
            code.u1(Bytes.AASTORE);
        }
        code.u1(Bytes.RETURN);
        return code;
    }

    private void wrap(int i, String type, Bytes code) {
        Object zero = zeros[i];
        if (zero != null) {
            String wrapper = internalName(zero.getClass());
            String descriptor = "(" + type + ")L" + wrapper + ";";
            code.instruction(Bytes.INVOKESTATIC, methodConstant(wrapper, "valueOf", descriptor));
        }
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/'); // an array's name is its descriptor, which is what a constant holds
    }

    private int utf8(String text) {
        constants.u1(1);
        constants.utf8(text);
        return ++lastConstant;
    }

    private int classConstant(String internalName) {
        int name = utf8(internalName);
        constants.u1(7);
        constants.u2(name);
        return ++lastConstant;
    }

    private int methodConstant(String owner, String name, String descriptor) {
        int ownerIndex = classConstant(owner);
        int nameIndex = utf8(name);
        int descriptorIndex = utf8(descriptor);
        constants.u1(12);
        constants.u2(nameIndex);
        constants.u2(descriptorIndex);
        constants.u1(10);
        constants.u2(ownerIndex);
        constants.u2(++lastConstant);
        return ++lastConstant;
    }

    /** Bytes of a class file, with the instructions that are needed here. */
    private static final class Bytes {
        static final int SIPUSH = 0x11;
        static final int ALOAD_0 = 0x2a;
        static final int ALOAD_1 = 0x2b;
        static final int ALOAD_2 = 0x2c;
        static final int AALOAD = 0x32;
        static final int AASTORE = 0x53;
        static final int DUP = 0x59;
        static final int ARETURN = 0xb0;
        static final int RETURN = 0xb1;
        static final int INVOKEVIRTUAL = 0xb6;
        static final int INVOKESPECIAL = 0xb7;
        static final int INVOKESTATIC = 0xb8;
        static final int NEW = 0xbb;
        static final int CHECKCAST = 0xc0;

        private byte[] bytes = new byte[512];
        private int size;

        int size() {
            return size;
        }

        void u1(int value) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, size * 2);
            }
            bytes[size++] = (byte) value;
        }

        void u2(int value) {
            u1(value >> 8);
            u1(value);
        }

        void u4(int value) {
            u2(value >> 16);
            u2(value);
        }

        void instruction(int code, int operand) {
            u1(code);
            u2(operand);
        }

        void append(Bytes more) {
            for (int i = 0; i < more.size; i++) {
                u1(more.bytes[i]);
            }
        }

        /** JVMS, section 4.4.7: like UTF-8, but each half of a surrogate pair by itself. */
        void utf8(String text) {
            int start = size;
            u2(0);
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < 0x80) {
                    u1(c);
                } else if (c < 0x800) {
                    u1(0xC0 | (c >> 6));
                    u1(0x80 | (c & 0x3F));
                } else {
                    u1(0xE0 | (c >> 12));
                    u1(0x80 | ((c >> 6) & 0x3F));
                    u1(0x80 | (c & 0x3F));
                }
            }
            int length = size - start - 2;
            bytes[start] = (byte) (length >> 8);
            bytes[start + 1] = (byte) length;
        }

        byte[] toArray() {
            return Arrays.copyOf(bytes, size);
        }
    }
}
