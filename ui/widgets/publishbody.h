#pragma once

#include "latesttask.h"

#include <stomp/payload/jsoncheck.h>

#include <QTimer>
#include <QWidget>

#include <memory>
#include <string>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;

namespace Ui {

class FileSaver;
class JsonHighlighter;

/**
 * The body of a message to be published: an editor with a JSON check that points at the error, or,
 * where an editor cannot hold the bytes unchanged, the bytes themselves to be sent, saved or
 * replaced. Line ends stay LF or CR LF as they came.
 */
class PublishBody : public QWidget
{
    Q_OBJECT

public:
    /** Bytes that are edited; more are sent as they are. */
    static constexpr std::size_t mostEdited = 1000 * 1000;
    static constexpr int checkAfterMs = 250;

    enum class Check : quint8
    {
        Off, //!< the content-type does not say JSON, or the body is kept bytes
        Waiting,
        Good,
        Bad,
    };

    explicit PublishBody(QWidget* parent = nullptr);

    void setBody(const std::string& body);
    [[nodiscard]] std::string body() const;
    /** The bytes are kept as they are, not edited. */
    [[nodiscard]] bool isKept() const { return m_kept != nullptr; }
    /** The content-type's JSON check; numbered: ${n} stands for a number. */
    void setJson(bool isJson, bool numbered);
    [[nodiscard]] Check check() const { return m_check; }
    /** Checks now what was typed last. */
    void checkNow();
    void goToError();
    /** Lays valid JSON out anew, or takes all white space out; can be undone. */
    void layOut(bool compact);

    [[nodiscard]] QPlainTextEdit* editor() const { return m_editor; }

Q_SIGNALS:
    void changed();
    void checked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void keep(std::string body, const QString& what);
    void showMenu(const QPoint& position);
    void replaceByFile();
    void readFile(const QString& path);
    void startCheck();
    void show(const Stomp::JsonError& error, int position);
    [[nodiscard]] QString editorText() const;
    void markError();
    void setCheck(Check check, const QString& text);

    QStackedWidget* m_stack;
    QPlainTextEdit* m_editor;
    JsonHighlighter* m_highlighter;
    QLabel* m_keptText;
    QLabel* m_line;
    FileSaver* m_saver;
    std::shared_ptr<const std::string> m_kept;
    bool m_crLf = false;
    bool m_isJson = false;
    bool m_numbered = false;
    Check m_check = Check::Off;
    int m_errorPosition = -1; //!< in the document
    QTimer m_timer;
    LatestTask m_reader;
    LatestTask m_checker;
};

} // namespace Ui
