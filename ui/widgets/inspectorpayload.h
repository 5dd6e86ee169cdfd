#pragma once

#include "latesttask.h"
#include "payloadanalysis.h"

#include <stomp/messages/messagefield.h>

#include <QWidget>

class QAction;
class QButtonGroup;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace Ui {

class FileSaver;
class InspectorHex;
class InspectorSearch;
class InspectorTextPane;
class InspectorTree;

/**
 * A body as tree, laid out text, raw text or hex, and a line that finds something in it. Opens what
 * suits the body best, unless the reader has chosen otherwise and the body has it. Works on views
 * of the message; what takes long runs on a worker.
 */
class InspectorPayload : public QWidget
{
    Q_OBJECT

public:
    enum class Page : quint8
    {
        Tree,
        Text,
        Raw,
        Hex
    };

    explicit InspectorPayload(QWidget* parent = nullptr);

    /** The message is being analysed: hex is there at once, the rest says so. */
    void setPending(const MessageView& message);
    void setAnalysis(const PayloadAnalysisPtr& analysis);
    void clear();

    [[nodiscard]] Page page() const;
    /** As if chosen by the reader: remembered for the messages to come. */
    void choosePage(Page page);
    /** Shows a place of the body's text in Raw, or of its bytes in Hex. */
    void goToText(std::size_t offset);
    void goToByte(std::size_t offset);
    void copyBody();
    /** The bytes as they came. */
    void saveBody();
    /** What came packed, unpacked. */
    void saveUnpacked();
    /** Opens the line that finds a text in the page on show. */
    void openSearch();

Q_SIGNALS:
    /** Show this place of the body as a column of the message table. */
    void columnWanted(const Stomp::MessageField& field);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildBar();
    void updateSearch();
    void endSearch();
    void showPage(Page page);
    void setAvailable(Page page, bool available, const QString& whyNot = {});
    [[nodiscard]] Page bestPage(const PayloadAnalysis& analysis) const;
    void showWholePretty();
    void say(const QString& text);
    [[nodiscard]] QToolButton* button(Page page) const;

    QButtonGroup* m_pages;
    QStackedWidget* m_stack;
    InspectorTree* m_tree;
    InspectorTextPane* m_text;
    InspectorTextPane* m_raw;
    InspectorHex* m_hex;
    InspectorSearch* m_search;
    QToolButton* m_find;
    QToolButton* m_copy;
    QToolButton* m_save;
    QLabel* m_result;
    QAction* m_saveUnpacked;
    FileSaver* m_saver;
    MessageView m_message;
    PayloadAnalysisPtr m_analysis;
    std::optional<Page> m_chosen;
    LatestTask m_layout;
};

} // namespace Ui
