#include <support/messages.h>

#include <stomp/messages/shapebook.h>

#include <QTest>

using namespace Stomp;
using Testing::Message;

namespace {

void look(ShapeBook& book, MessageStore& store)
{
    for (const NumberedRange& range : store.ranges())
        book.look(range);
}

QByteArray printed(const std::vector<ShapeNews>& news)
{
    QByteArray out;
    for (const ShapeNews& one : news) {
        out += QByteArray::number(one.subject.connection) + ' '
            + QByteArray::fromStdString(one.subject.destination) + ' '
            + QByteArray::number(qulonglong(one.report.messages)) + ' '
            + QByteArray::number(qulonglong(one.report.shapes)) + '\n';
        for (const ShapeOddity& oddity : one.report.oddities)
            out += "  " + QByteArray::number(qulonglong(oddity.serial)) + ' '
                + QByteArray::fromStdString(describe(oddity)) + '\n';
    }
    return out;
}

} // namespace

class TestShapeBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byConnectionAndDestination()
    {
        MessageStore store;
        Testing::StoreWriter writer(store);
        writer.write(Message("/queue/a", R"({"a":1})"));
        writer.write(Message("/queue/b", R"({"b":1})"));
        Message other("/queue/a", R"({"c":1})");
        other.row.connection = 2;
        writer.write(other);
        writer.write(Message("/queue/a", R"({"a":""})"));
        ShapeBook book;
        look(book, store);
        QCOMPARE(printed(book.takeNews()),
            QByteArray("1 /queue/a 2 2\n  3 changed type: $.a (string, was number)\n"
                       "1 /queue/b 1 1\n2 /queue/a 1 1\n"));
        QCOMPARE(printed(book.takeNews()), QByteArray());
    }

    void whateverTheCharset()
    {
        MessageStore store;
        Testing::StoreWriter writer(store);
        writer.write(
            Message("/q", "{\"\xE4\":1}", "content-type:application/json;charset=latin1\n"));
        writer.write(Message("/q", "{\"\xC3\xA4\":1}"));
        writer.write(Message("/q", "{", "content-type:application/json\n"));
        writer.write(Message("/q", "5", "content-type:application/json\n"));
        ShapeBook book;
        look(book, store);
        const QByteArray seen = printed(book.takeNews());
        QVERIFY2(seen.startsWith("1 /q 4 2\n  2 not JSON ("), seen.constData());
        QVERIFY2(seen.endsWith("  3 changed type: $ (number, was object)\n"), seen.constData());
    }

    void boundsDestinations()
    {
        MessageStore store;
        Testing::StoreWriter writer(store);
        for (std::size_t i = 0; i < ShapeBook::maxDestinations + 2; ++i)
            writer.write(Message("/q/" + std::to_string(i)));
        writer.write(Message("/q/0"));
        ShapeBook book;
        look(book, store);
        QCOMPARE(book.unwatched(), 2U);
        QCOMPARE(book.takeNews().size(), ShapeBook::maxDestinations);
    }
};

QTEST_APPLESS_MAIN(TestShapeBook)
#include "tst_shapebook.moc"
