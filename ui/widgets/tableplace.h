#pragma once

#include <QList>
#include <QObject>

#include <optional>

namespace Ui {

class MessageTableModel;
class MessageTableView;

/**
 * Keeps the reader's place when a filter takes rows away or brings them back: the selection, the
 * current message, and what stands where in the view. As a filter's hits come one after another, it
 * waits until they have come so far, or the reader has gone elsewhere. What a filter hides of the
 * place is kept for the next one, as long as the reader stays.
 */
class TablePlace : public QObject
{
    Q_OBJECT

public:
    /** Of a larger selection only the current message is kept. */
    static constexpr int mostSelected = 10'000;

    TablePlace(MessageTableModel& model, MessageTableView& view, QObject* parent = nullptr);

    /** The selection changes because it is brought back. */
    [[nodiscard]] bool isRestoring() const { return m_isRestoring; }
    /** Whether a selection is still to be brought back, or hidden by the filter in part. */
    [[nodiscard]] bool owesSelection() const;
    /** Whenever the filter may have come further. */
    void tryRestore();

private:
    struct Anchor
    {
        std::optional<quint64> serial; //!< a message in view
        int line = 0; //!< of the view in which it stands
    };
    struct Place
    {
        std::optional<quint64> current;
        int column = 0;
        QList<quint64> selected; //!< ascending
        Anchor anchor;
        bool isFollowing = true;
    };

    bool eventFilter(QObject* watched, QEvent* event) override;
    void note();
    void leave();
    /** Whether a part of it is there, but not shown. */
    [[nodiscard]] bool isHidden(const Place& place) const;
    /** With the row's message for one that is folded into it. */
    [[nodiscard]] Place folded(Place place) const;
    [[nodiscard]] bool isRetired(const Place& place) const;
    [[nodiscard]] Anchor anchor() const;
    void bringBack(const Anchor& anchor);
    void lightenSelection();
    void noteAnchor();
    void restoreAnchor();
    void restore(const Place& place);

    MessageTableModel& m_model;
    MessageTableView& m_view;
    std::optional<Place> m_pending; //!< to be brought back once the filter has come so far
    std::optional<Place> m_hidden; //!< brought back, but for what the filter hides
    Anchor m_thinning; //!< between two layouts
    bool m_isRestoring = false;
    bool m_wasFollowing;
};

} // namespace Ui
