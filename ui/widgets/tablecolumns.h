#pragma once

#include <ui/models/messagetableroles.h>
#include <ui/profiles/columnset.h>

#include <stomp/messages/messagefield.h>

#include <QHash>
#include <QObject>

#include <optional>

class QHeaderView;

namespace Ui {

class MessageTableModel;
class MessageTableView;

/**
 * The columns of the message table: which are shown, in which order, how wide. The reader changes
 * them in the header, its menu and the inspector; the last one is as wide as there is room. Keeps
 * nothing itself: what was chosen is a ColumnSet.
 */
class TableColumns : public QObject
{
    Q_OBJECT

public:
    TableColumns(MessageTableModel& model, MessageTableView& view, QObject* parent = nullptr);

    /** One without columns: as at first. */
    void setSet(const ColumnSet& set);
    [[nodiscard]] ColumnSet set() const;
    /** Whose columns they are; empty: of all destinations. */
    [[nodiscard]] const QString& destination() const { return m_destination; }

    /** A column for it before the preview, or the one that there is; in view. */
    void add(const Stomp::MessageField& field);
    /** One that was added. */
    void remove(int column);
    void setShown(int column, bool shown);
    [[nodiscard]] bool isShown(int column) const;
    /** Widens one of the MessageColumns for its contents, now and whenever it is shown without a
     * width of the reader's; it is as if the reader had not touched it. */
    void makeRoom(int column, int width);
    /** As wide as what is in view needs. */
    void fit(int column);
    /** Connection and State show themselves once they have something to say. */
    void updateShown();

    /** As they stand, from the left. */
    [[nodiscard]] QList<int> all() const;
    [[nodiscard]] QList<int> shown() const;
    [[nodiscard]] const MessageTableModel& model() const { return m_model; }
    [[nodiscard]] QHeaderView& header() const { return m_header; }

    /** What a column stands for, for what goes into a file. */
    struct Shown
    {
        MessageColumn column = MessageColumn::Preview;
        std::optional<Stomp::MessageField> field = {}; //!< then column means nothing
        QString title;
    };
    [[nodiscard]] QList<Shown> shownColumns() const;

Q_SIGNALS:
    /** The reader has changed something. */
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void selectWholeRows();
    void arrange(const QList<int>& order);
    void bringFields(const QList<ColumnChoice>& choices);
    void sectionResized(int column, int width);
    void bringIntoView(int column);
    void fillLast();
    int narrowOthers(int last, int room);
    [[nodiscard]] bool wantsShown(int column) const;
    [[nodiscard]] int widthOf(int column) const;
    [[nodiscard]] int neededWidth(int column) const;
    [[nodiscard]] int lastShown() const;

    MessageTableModel& m_model;
    MessageTableView& m_view;
    QHeaderView& m_header;
    QString m_destination;
    QHash<QString, ColumnChoice> m_choices; //!< by key
    QHash<int, int> m_minimums; //!< what makeRoom() asked for, by column
    QString m_filled; //!< key of the one that takes the room that is left
    bool m_isApplying = false; //!< it is us, not the reader
};

} // namespace Ui
