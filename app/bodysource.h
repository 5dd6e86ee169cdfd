#pragma once

#include "arguments.h"

#include <QObject>
#include <QSocketNotifier>

#include <string>
#include <string_view>

namespace App {

/**
 * The bodies to publish, one after the other: from the command line, a file, or standard input, as
 * one body or one a line. Owns what was read and not yet used, which is bounded; never waits for
 * standard input. A line ends with LF, which is no part of it; the last one may go without.
 */
class BodySource : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t longest = 256 * 1024 * 1024;

    explicit BodySource(const PublishArguments& arguments, QObject* parent = nullptr);

    /** False: errorString() says why. */
    [[nodiscard]] bool open();
    [[nodiscard]] const QString& errorString() const { return m_errorString; }

    [[nodiscard]] bool hasBody() const { return m_hasBody; }
    /** Valid until advance(). */
    [[nodiscard]] std::string_view body() const { return {m_buffer.data() + m_begin, m_size}; }
    void advance();
    /** No further body will come. */
    [[nodiscard]] bool atEnd() const { return m_inputEnded && !m_hasBody; }

Q_SIGNALS:
    /** There is a body where there was none, or the end came. */
    void ready();
    /** errorString() says why; what was read before can still be used. */
    void failed();

private:
    [[nodiscard]] bool readFile();
    void readInput();
    void findBody();
    void fail(const QString& error);

    PublishArguments::Body m_kind;
    QString m_file;
    QString m_errorString;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::string m_buffer;
    std::size_t m_begin = 0; //!< of the current body
    std::size_t m_size = 0; //!< of the current body
    std::size_t m_scanned = 0; //!< no line end before this place
    bool m_hasBody = false;
    bool m_inputEnded = false;
};

} // namespace App
